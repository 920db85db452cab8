"""Who has left a batch is not told any more where it meets."""

import pytest

from courses.models import EnrollmentState
from tests.factories.courses import EnrollmentFactory, SessionFactory

pytestmark = pytest.mark.django_db
LINK = "https://meet.example/abc"


@pytest.mark.parametrize(
    ("state", "is_shown"),
    [(EnrollmentState.ACTIVE, True), (EnrollmentState.WITHDRAWN, False)],
)
def test_meeting_links_are_for_who_is_in_the_batch(client, state, is_shown):
    seat = EnrollmentFactory(state=state)
    SessionFactory(batch=seat.batch, online_url=LINK)
    client.force_login(seat.user)
    pages = ["/belajar/jadwal/", "/belajar/", f"/belajar/{seat.batch.public_id}/"]
    shown = [LINK in client.get(path).content.decode() for path in pages]
    assert shown[0] is is_shown
    assert is_shown or not any(shown)
