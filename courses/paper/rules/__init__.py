"""Which page a code names; what is doubtful on a photo; where everything lies on paper."""

import re

# The last part of the address in the QR code (`academy.core.codes`).
CODE_LENGTH = 16
_CODE = re.compile(rf"/([2-9A-HJ-NP-Z]{{{CODE_LENGTH}}})/?$")


def code_in(said: str) -> str:
    """Return the code of a page in what its QR code says; "" where it is another one."""
    found = _CODE.search(said)
    return found[1] if found else ""
