from typing import Any

from django.core.management.base import BaseCommand

from cms.actions.site import found_site
from cms.actions.staff import set_up_staff


class Command(BaseCommand):
    help = "Makes the pages and permissions that every academy has, where they are missing."

    def handle(self, **options: Any) -> None:
        found_site()
        set_up_staff()
