"""What the audit log says of certificates."""

from enum import StrEnum


class CertificateVerb(StrEnum):
    """A deed, as it is written in the log and never changed."""

    CHOSE_THE_CERTIFICATE_DESIGN = "chose the certificate design"
    CORRECTED_THE_PRINTED_NAME = "corrected the printed name"
    ISSUED = "issued"
    KEY_MADE = "key made"
    SENT = "sent"
