"""What is kept of a batch: shared filters, shifts of its timetable, groups of a session."""

import factory
from django.utils import timezone

from courses.models import SavedFilter, SessionGroup, TimetableShift
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


class SessionGroupFactory(factory.django.DjangoModelFactory):
    """A group in a hall of its own; the session knows that it has one."""

    class Meta:
        model = SessionGroup
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Kelompok {n}")
    place = factory.Sequence(lambda n: f"Aula {n}")

    @factory.post_generation
    def known(self, create, _extracted, **_options):
        if create:
            self.session.has_groups = True
            self.session.save(update_fields=["has_groups"])
