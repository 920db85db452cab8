"""Facts in, signed PDF out."""

from datetime import datetime
from pathlib import Path

from certificates.pdf import keys, signature
from certificates.pdf.facts import CertificateFacts
from certificates.pdf.layout import CommonPages, lay_out
from certificates.pdf.overlay import lay_over


class Press:
    """Prints certificates; keeps the common pages of the last few batches it printed."""

    KEPT = 4

    def __init__(self, keys_folder: Path):
        self._key = keys.signing_key(keys_folder)
        self._common: dict[str, CommonPages] = {}

    def print(self, facts: CertificateFacts, *, at: datetime) -> bytes:
        """Return the certificate of `facts` as a PDF signed at `at`."""
        key = facts.common_key()
        if key not in self._common:
            while len(self._common) >= self.KEPT:
                self._common.pop(next(iter(self._common)))
            self._common[key] = lay_out(facts)
        return signature.sign(lay_over(self._common[key], facts), with_key=self._key, at=at)
