"""Progress, marks and eligibility, read again from what was recorded."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.completion.actions import refresh_batch
from courses.models import Batch


class Command(BaseCommand):
    help = "Brings the figures of running batches up to date; after a new version, or in doubt."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        # What a batch that is over has shown its people stays as it was shown.
        running = Batch.objects.filter(
            pinned_at__isnull=False, ends_on__gte=timezone.localdate()
        ).select_related("program")
        for batch in running:
            changed = refresh_batch(batch)
            if verbosity:
                self.stdout.write(f"{batch.program} · {batch}: {changed} changed")
