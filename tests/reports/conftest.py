"""Who reads the reports, and programs to report on."""

import pytest

from courses.models import Program
from tests.factories.courses import BatchFactory, ProgramFactory
from tests.factories.people import PesantrenFactory, RegencyFactory, UserFactory
from tests.factories.remembered import remembered
from tests.factories.reports import populate, seat


@pytest.fixture
def sign_in(client):
    def sign_in(**role):
        user = UserFactory(**role)
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def program():
    return _two_batches()


@remembered
def _two_batches() -> Program:
    return populate(BatchFactory.create_batch(2, program=ProgramFactory()))


@pytest.fixture
def uneven():
    """30 of one regency, 15 of another, 3 of a third; every other one passed."""
    return _three_regencies()


@remembered
def _three_regencies() -> Program:
    batch = BatchFactory()
    for name, count in (("Bangkalan", 30), ("Sampang", 15), ("Pacitan", 3)):
        pesantren = PesantrenFactory(regency=RegencyFactory(name=name), name=f"Nurul {name}")
        for number in range(count):
            state = "completed" if number % 2 else "active"
            made = seat(batch, state, pesantren=pesantren)
            made.user.full_name = "Ahmad Rahasia"
            made.user.save()
    return batch.program
