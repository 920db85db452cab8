"""The key that signs certificates, and a demo one for those who have no own yet."""

import fcntl
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

KEY_FILE = "signer.key.pem"
CHAIN_FILE = "signer.chain.pem"
AUTHORITY_FILE = "authority.cert.pem"
DEMO_VALIDITY = timedelta(days=3652)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with its certificate first and the authority's certificates after."""

    key: ec.EllipticCurvePrivateKey
    certificate: asn1_x509.Certificate
    authorities: tuple[asn1_x509.Certificate, ...]


def ensure_demo_key(folder: Path) -> None:
    """Make the demo's key in `folder`, unless a key is there."""
    ensure_key(folder, signer="OPOP Academy (demo)", authority="OPOP Academy Demo CA")


def ensure_key(folder: Path, *, signer: str, authority: str) -> None:
    """Make an authority and a signer's certificate in `folder`, unless a key is there.

    `signer` and `authority` are their common names. The files: the signer's key (mode 0600),
    its chain, and the authority's certificate, which a reader imports to see the signature as
    trusted. The authority's own key is thrown away. An academy with a key from elsewhere puts
    key and chain under the same names. Of two that make one at once, the second finds the first's.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / KEY_FILE).exists():
            _make_key(folder, signer, authority)
    finally:
        os.close(lock)


def _make_key(folder: Path, signer_called: str, authority_called: str) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority_name = _name(authority_called)
    authority = (
        _builder(authority_name, authority_name, authority_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    signer_key = ec.generate_private_key(ec.SECP256R1())
    signer = (
        _builder(_name(signer_called), authority_name, signer_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        # Poppler's pdfsig trusts a signer only with this purpose.
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )
    authority_pem = authority.public_bytes(serialization.Encoding.PEM)
    _write(folder / AUTHORITY_FILE, authority_pem)
    _write(folder / CHAIN_FILE, signer.public_bytes(serialization.Encoding.PEM) + authority_pem)
    # The key last: its presence says that all is there.
    _write(
        folder / KEY_FILE,
        signer_key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def signing_key(folder: Path) -> SigningKey:
    """Return the key in `folder`, read again only where its files were changed.

    Raises FileNotFoundError where there is none (`make setup` makes the demo's) and
    TypeError where it is of another kind.
    """
    # A key put in the place of one that has ended serves at once, in every process.
    times = tuple((folder / name).stat().st_mtime_ns for name in (KEY_FILE, CHAIN_FILE))
    return _read_key(folder, times)


@lru_cache(maxsize=4)
def _read_key(folder: Path, _times: tuple[int, ...]) -> SigningKey:
    key = serialization.load_pem_private_key((folder / KEY_FILE).read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("the signer's key must be on an elliptic curve (P-256)")
    chain = [
        asn1_x509.Certificate.load(der)
        for _, _, der in pem.unarmor((folder / CHAIN_FILE).read_bytes(), multiple=True)
    ]
    return SigningKey(key=key, certificate=chain[0], authorities=tuple(chain[1:]))


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "OPOP Academy"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        # The demo's history was signed before the demo was set up.
        .not_valid_before(now - timedelta(days=730))
        .not_valid_after(now + DEMO_VALIDITY)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(**wanted: bool) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: wanted.get(name, False) for name in names})


def _write(path: Path, content: bytes) -> None:
    """Write `content` to `path` whole or not at all, readable by the owner only."""
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    part.replace(path)
