"""What coordinators keep of a batch: filters that they share, shifts of its timetable."""

import factory
from django.utils import timezone

from courses.models import SavedFilter, TimetableShift
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory


class SavedFilterFactory(factory.django.DjangoModelFactory):
    """Who is behind, whatever the reason."""

    class Meta:
        model = SavedFilter

    batch = factory.SubFactory(BatchFactory)
    name = factory.Sequence(lambda n: f"Tertinggal {n}")
    query = "behind=any"
    made_by = factory.SubFactory(UserFactory, coordinator=True)


class TimetableShiftFactory(factory.django.DjangoModelFactory):
    """A shift of just now that has moved nothing."""

    class Meta:
        model = TimetableShift

    batch = factory.SubFactory(BatchFactory)
    from_on = factory.LazyFunction(timezone.localdate)
    days = 14
    changes = factory.LazyFunction(list)
    moved_by = factory.SubFactory(UserFactory, coordinator=True)
    moved_at = factory.LazyFunction(timezone.now)
