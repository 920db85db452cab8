"""Make the demo's signing key; an own key in its place is left alone."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from certificates.pdf.keys import ensure_demo_key


class Command(BaseCommand):
    help = "Makes a demo authority and a key that signs certificates, unless a key is there."

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_demo_key(settings.KEYS_DIR)
