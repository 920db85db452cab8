"""Make the database, the static files and the demo what this version of the code expects."""

import hashlib
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from academy.launcher.prepared import build
from academy.launcher.state_folder import FolderInUse, held, set_aside


class Command(BaseCommand):
    help = "Migrates, collects static files and (outside production) loads the demo, if needed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--afresh",
            action="store_true",
            help="set the embedded academy's data aside first (kept in var/previous)",
        )

    def handle(self, *, afresh: bool, **options: Any) -> None:
        if afresh:
            self.set_aside()
        self.migrate()
        self.collect_static()
        if not settings.PRODUCTION:
            call_command("make_demo_key")
            call_command("load_demo", "--if-new")
        call_command("set_up_site")

    def set_aside(self) -> None:
        if settings.PRODUCTION or connection.vendor != "sqlite" or settings.S3_ENDPOINT:
            raise CommandError(
                "Only an embedded academy (SQLite and files) starts afresh by this command; "
                "elsewhere make a new database and new buckets."
            )
        try:
            with held(settings.VAR_DIR):
                previous = set_aside(settings.VAR_DIR)
        except FolderInUse as error:
            raise CommandError("The academy is running; stop it first (Ctrl-C).") from error
        self.stdout.write(f"What was there is kept in {previous} until the next time.")

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            build(executor.loader)
            # What the file of the schema leaves: the demo's table, or all where it is not used.
            call_command("migrate", verbosity=0, interactive=False)
            call_command("load_places", verbosity=0)
        call_command("createcachetable", verbosity=0)

    def collect_static(self) -> None:
        """Collect static files if one was added, changed or removed since the last time."""
        digest = hashlib.sha256()
        for finder in get_finders():
            for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
                changed_at = storage.get_modified_time(path).timestamp()
                digest.update(f"{path} {storage.size(path)} {changed_at}\n".encode())
        stamp = settings.STATIC_ROOT / ".sources"
        if stamp.exists() and stamp.read_text() == digest.hexdigest():
            return
        self.stdout.write("Collecting static files …")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(digest.hexdigest())
