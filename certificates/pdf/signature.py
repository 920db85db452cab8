"""Signing: PAdES baseline B over the whole file, in one revision.

The field and an empty signature are put into the laid-out pages once (`add_field`);
signing fills the reserved bytes in place, and the CMS is put together directly: about a
millisecond, where an incremental update by a library that parses the file again costs 50.
"""

import hashlib
import re
from datetime import datetime

import pikepdf
from asn1crypto import cms, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from certificates.pdf.keys import SigningKey

FIELD_NAME = "academy"
RESERVED_BYTES = 4096
_OFFSET = 1_999_999_999
_BYTE_RANGE = re.compile(rb"/ByteRange \[ 0 1999999999 1999999999 1999999999 \]")
_CONTENTS = re.compile(rb"/Contents <(0{%d})>" % (2 * RESERVED_BYTES))
_NO_DATE = "D:20000101000000+00'00'"
HIDDEN_PRINTED_LOCKED = 132


class SignatureTooLong(ValueError):
    """The certificate chain needs more than the reserved bytes."""


def add_field(pdf: pikepdf.Pdf, *, name: str, reason: str, location: str) -> None:
    """Add an invisible signature field with room for a signature to the first page."""
    signature = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Sig,
            Filter=pikepdf.Name("/Adobe.PPKLite"),
            SubFilter=pikepdf.Name("/ETSI.CAdES.detached"),
            ByteRange=pikepdf.Array([0, _OFFSET, _OFFSET, _OFFSET]),
            Contents=pikepdf.String(bytes(RESERVED_BYTES)),
            M=pikepdf.String(_NO_DATE),
            Name=pikepdf.String(name),
            Reason=pikepdf.String(reason),
            Location=pikepdf.String(location),
        )
    )
    page = pdf.pages[0]
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=pikepdf.String(FIELD_NAME),
            TU=pikepdf.String(reason),
            V=signature,
            F=HIDDEN_PRINTED_LOCKED,
            Rect=pikepdf.Array([0, 0, 0, 0]),
            P=page.obj,
        )
    )
    if "/Annots" not in page:
        page.Annots = pikepdf.Array()
    page.Annots.append(field)
    # Bits: signatures exist; any further change must be appended.
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)


def sign(unsigned: bytes, *, with_key: SigningKey, at: datetime) -> bytes:
    """Return the PDF `unsigned`, which has the field of `add_field`, signed at `at`.

    Raises SignatureTooLong where the key's chain does not fit the reserved bytes.
    """
    contents = _only(_CONTENTS, unsigned)
    # The range leaves out the signature's own value with its angle brackets.
    start, end = contents.start(1) - 1, contents.end(1) + 1
    file = bytearray(unsigned)
    byte_range = _only(_BYTE_RANGE, unsigned)
    ranges = b"/ByteRange [ 0 %d %d %d ]" % (start, end, len(unsigned) - end)
    file[byte_range.start() : byte_range.end()] = ranges.ljust(len(byte_range.group()))
    _set_date(file, at)
    digest = hashlib.sha256(memoryview(file)[:start])
    digest.update(memoryview(file)[end:])
    value = _cms(digest.digest(), with_key).hex().encode()
    if len(value) > 2 * RESERVED_BYTES:
        raise SignatureTooLong
    file[start + 1 : end - 1] = value.ljust(2 * RESERVED_BYTES, b"0")
    return bytes(file)


def _cms(digest: bytes, key: SigningKey) -> bytes:
    """Return the detached CMS of PAdES baseline B over `digest` (SHA-256)."""
    sha256 = {"algorithm": "sha256"}
    certificate = key.certificate
    essential = tsp.SigningCertificateV2(
        {
            "certs": [
                {
                    "hash_algorithm": sha256,
                    "cert_hash": certificate.sha256,
                    "issuer_serial": {
                        "issuer": [x509.GeneralName("directory_name", certificate.issuer)],
                        "serial_number": certificate.serial_number,
                    },
                }
            ]
        }
    )
    # No signing time among the attributes: PAdES keeps it in the signature dictionary.
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "message_digest", "values": [digest]},
            {"type": "signing_certificate_v2", "values": [essential]},
        ]
    )
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number",
            {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
        ),
        "digest_algorithm": sha256,
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": key.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
    }
    signed = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [sha256],
            "encap_content_info": {"content_type": "data"},
            "certificates": [certificate, *key.authorities],
            "signer_infos": [signer],
        }
    )
    content: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return content


def _set_date(file: bytearray, at: datetime) -> None:
    offset = at.strftime("%z") or "+0000"
    date = f"D:{at:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'".encode()
    place = file.index(_NO_DATE.encode())
    file[place : place + len(date)] = date


def _only(pattern: re.Pattern[bytes], data: bytes) -> re.Match[bytes]:
    found = list(pattern.finditer(data))
    if len(found) != 1:
        raise ValueError("the file does not have exactly one empty signature")
    return found[0]
