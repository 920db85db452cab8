import gc

from django.core.management.base import BaseCommand, CommandError

from academy.demo.load.base import Clock
from academy.demo.load.whole import load_content, load_people
from academy.people.models import User


class Command(BaseCommand):
    requires_system_checks = ()

    help = (
        "Loads the demo: courses and site always up to their sources (what was edited is left "
        "alone), people and their work once."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-new", action="store_true", help="do nothing where the academy has people already"
        )
        parser.add_argument(
            "--without-photos",
            action="store_true",
            help="leave the photos of the hand-ins out (they are not there yet, or not looked at)",
        )

    def handle(self, *, if_new, without_photos, **options):
        is_new = not User.objects.exists()
        if if_new and not is_new:
            return
        if User.objects.filter(is_demo=False).exists():
            raise CommandError(
                "This academy has people who are not the demo's; the demo is not loaded into it."
            )
        clock = Clock.today()
        # A hundred thousand rows, all of which stay: looking for garbage is an eighth of the time.
        gc.disable()
        try:
            self.stdout.write("Loading the demo: courses", ending="")
            load_content(clock)
            load_people(
                clock,
                lambda part: self.stdout.write(f", {part}", ending=""),
                with_photos=not without_photos,
            )
        finally:
            gc.enable()
        self.stdout.write(".")
