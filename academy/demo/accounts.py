"""The sign-ins that `make run` prints: one for each role, all with one password."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

# Printed on the screen on purpose; DEMO_SIGN_IN refuses to be on where other people are.
PASSWORD = "kawung-2026"  # noqa: S105 # not a secret: everybody is told
PARTICIPANT_PIN = "271828"


@dataclass(frozen=True, slots=True)
class Account:
    username: str
    role: str | Promise
    place: str  # where the person begins


ACCOUNTS: tuple[Account, ...] = (
    Account("peserta", pgettext_lazy("demo account", "participant"), "/belajar/"),
    Account(
        "lulusan", pgettext_lazy("demo account", "participant with a certificate"), "/belajar/"
    ),
    Account("pendamping", pgettext_lazy("demo account", "companion at a pesantren"), "/kerja/"),
    Account("pemateri", pgettext_lazy("demo account", "trainer"), "/kerja/"),
    Account("koordinator", pgettext_lazy("demo account", "coordinator"), "/kerja/"),
    Account("pengelola", pgettext_lazy("demo account", "program manager"), "/kerja/"),
    Account("mitra", pgettext_lazy("demo account", "partner"), "/kerja/"),
    Account("editor", pgettext_lazy("demo account", "editor"), "/admin/"),
)
