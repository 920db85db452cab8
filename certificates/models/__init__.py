from certificates.models.certificate import Certificate, CertificateKind, CertificateState
from certificates.models.design import CertificateDesign, ProgramDesign

__all__ = [
    "Certificate",
    "CertificateDesign",
    "CertificateKind",
    "CertificateState",
    "ProgramDesign",
]
