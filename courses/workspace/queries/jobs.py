"""Long work that somebody started, as far as they may still know what came of it."""

from django.db.models import Q, QuerySet

from academy.core.models import Job
from academy.people.models import User
from courses.models import Batch


def visible_jobs(user: User) -> QuerySet[Job]:
    """Return the jobs that `user` started; those of a batch only while one works with it."""
    own = Job.objects.visible_to(user)
    if not user.is_authenticated or user.is_program_manager:
        return own
    batches = list(Batch.objects.visible_to(user).values_list("pk", flat=True))
    return own.filter(Q(args__batch__isnull=True) | Q(args__batch__in=batches))
