import pytest

from tests.factories.certificates import finished_batch
from tests.factories.people import UserFactory


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True, full_name="Bu Retno")


@pytest.fixture
def batch(coordinator):
    return finished_batch(coordinators=[coordinator])


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)


@pytest.fixture
def desk(client, signed_in, batch):
    address = f"/kerja/angkatan/{batch.public_id}/sertifikat/"

    def open_it(tail="", data=None, *, post=False, **query):
        go = client.post if post else client.get
        return go(address + tail, data or query, follow=True).content.decode()

    return open_it
