from django.conf import settings
from django.core.management.base import BaseCommand

from certificates.pdf.keys import ensure_demo_key


class Command(BaseCommand):
    requires_system_checks = ()

    help = "Makes a key that signs the demo's certificates, unless the academy has one."

    def handle(self, **options):
        ensure_demo_key(settings.KEYS_DIR)
