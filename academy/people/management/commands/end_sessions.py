"""After a theft: nobody stays signed in, and what else has to be changed is named."""

from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse

from academy.people.entrance.actions import end_all_sessions
from academy.web.shell import parts

KEYS = (
    ("ACADEMY_SECRET_KEY", "a new one also ends every known device and every open link"),
    ("ACADEMY_DATABASE_URL", "the password of the database"),
    ("ACADEMY_REDIS_URL", "the password of Redis"),
    ("ACADEMY_S3_ACCESS_KEY, ACADEMY_S3_SECRET_KEY", "the keys of the file storage"),
    ("ACADEMY_SMTP_PASSWORD", "the password of the mail server"),
    ("ACADEMY_GOOGLE_SECRET", "the secret of the sign-in by Google"),
    ("ACADEMY_KEYS_DIR", "the key that signs certificates, if its folder was readable"),
)


class Command(BaseCommand):
    help = "Signs everybody out on every device, and says which keys to change after a theft."

    def handle(self, **options: Any) -> None:
        count = end_all_sessions()
        self.stdout.write(f"Ended: {count} sessions. Everybody has to sign in again.")
        self.stdout.write("Change next, where it may have been seen, then start the academy anew:")
        for name, what in KEYS:
            self.stdout.write(f"  {name}: {what}")
        self.stdout.write(
            f"Then let staff choose new passwords: {reverse(parts.place('staff'))}, one after the "
            "other."
        )
