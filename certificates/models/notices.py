"""What holders of certificates are told."""

from enum import StrEnum


class CertificateNotice(StrEnum):
    """News about a certificate."""

    READY = "certificate_ready"
    REVOKED = "certificate_revoked"
