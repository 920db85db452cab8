"""The key that signs certificates: is it there, and whose is it?"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from certificates.pdf.keys import KEY_FILE, signing_key


@dataclass(frozen=True, slots=True)
class Signing:
    """What is known of the key; `is_broken`: files are there that cannot be used."""

    signer: str = ""
    ends_at: dt.datetime | None = None
    is_broken: bool = False

    @property
    def is_in_place(self) -> bool:
        """Whether certificates can be signed now."""
        return self.ends_at is not None and self.ends_at > timezone.now()


def signing() -> Signing:
    """Return what certificates are signed with."""
    try:
        found = signing_key(settings.KEYS_DIR)
    except FileNotFoundError:
        # A key without its certificate is no empty place: it is not written over.
        return Signing(is_broken=(settings.KEYS_DIR / KEY_FILE).exists())
    except (OSError, ValueError, TypeError, IndexError):
        return Signing(is_broken=True)
    certificate = found.certificate
    signer = certificate.subject.native.get("common_name", "")
    return Signing(str(signer), certificate.not_valid_after)


def is_in_place() -> bool:
    """Whether certificates can be signed now."""
    return signing().is_in_place
