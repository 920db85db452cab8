"""Who is behind is the same on the batch page and on the companion's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import ModuleSchedule
from courses.workspace.queries import companion, overview
from tests.courses.world import world
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("hours", [-1, 1])
def test_what_is_overdue_is_overdue_for_both(hours):
    here = world()
    due_at = timezone.now() + timedelta(hours=hours)
    ModuleSchedule.objects.create(batch=here.batch, module=here.tree.modules[0], due_at=due_at)
    here.batch.refresh_from_db()
    columns = overview.grid_columns(here.batch)
    due = overview.due_activities(columns)
    [person] = overview.people(here.batch, due)
    of_coordinator = overview.why_behind(here.batch, person, len(due))
    user = MembershipFactory(pesantren=here.seats[0].pesantren, role="companion").user
    [(_seat, _batch, of_companion)] = companion.santri_of(user)
    assert [str(reason) for reason in of_companion] == [str(reason) for reason in of_coordinator]
    assert bool(due) == (hours < 0)
