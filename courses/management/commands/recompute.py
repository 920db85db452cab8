"""Progress, marks and eligibility, read again from what was recorded."""

from django.core.management.base import BaseCommand

from courses.actions.completion import refresh_batch
from courses.models import Batch


class Command(BaseCommand):
    help = "Brings the figures of all seats up to date; after a new version, or in doubt."

    def handle(self, *, verbosity, **options):
        for batch in Batch.objects.filter(pinned_at__isnull=False).select_related("program"):
            changed = refresh_batch(batch)
            if verbosity:
                self.stdout.write(f"{batch.program} · {batch}: {changed} changed")
