"""What happens by itself as days go by and pages change."""

from celery import shared_task
from wagtail.models import Page

from academy.core.jobs import Progress, job_task
from courses.completion import actions
from courses.completion.actions import pin
from courses.models import Batch

REFRESH_DEMANDING = "courses.refresh_demanding"


@shared_task(name="courses.pin_started_batches")
def pin_started_batches() -> int:
    """Fix what batches demand on the day they start. Run often, it does each once."""
    batches = Batch.objects.to_pin()
    for batch in batches:
        pin(batch, by=None)
    return len(batches)


@shared_task(name="courses.count_held_sessions")
def count_held_sessions() -> int:
    """Let what has ended count as held. Run often, it does each once."""
    return actions.count_held_sessions()


@job_task(REFRESH_DEMANDING)
def refresh_demanding(progress: Progress, *, page: int) -> None:
    """Bring figures up to date after a page was published, unpublished or moved."""
    found = Page.objects.filter(pk=page).first()
    if found is not None:
        actions.refresh_demanding(found)
