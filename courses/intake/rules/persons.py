"""Names, genders and roles (rules R6, R7, R13, R16)."""

import re

from academy.people.models import Gender, Role
from academy.people.particulars.names import is_name
from academy.sheets.cells import Value
from courses.intake.reasons import Caution, Reason
from courses.intake.rules.findings import Read, is_nothing, plain_text, refused

NAME_LENGTH = 150
PARTICIPANT = "participant"
_PLACEHOLDER = re.compile(r"n\W*n\W*|#?n\W*a\W*|x+|tidak\s+ada|nama|anonim|tanpa\s+nama", re.I)
# How our own lists as text keep a spreadsheet from running a name; it comes back with them.
_ESCAPE = re.compile(r"^'(?=[=+@-])")
_FORMULA = ("=", "+", "-", "@")
_GENDERS = {
    "l": Gender.MALE, "lk": Gender.MALE, "lakilaki": Gender.MALE, "pria": Gender.MALE,
    "m": Gender.MALE, "p": Gender.FEMALE, "pr": Gender.FEMALE, "perempuan": Gender.FEMALE,
    "wanita": Gender.FEMALE, "f": Gender.FEMALE,
}  # fmt: skip
_ROLES = {
    "": PARTICIPANT, "peserta": PARTICIPANT, "santri": PARTICIPANT,
    "pemateri": Role.TRAINER, "pelatih": Role.TRAINER, "koordinator": Role.COORDINATOR,
}  # fmt: skip


def read_name(value: Value) -> Read:
    """Return the full name, its capitals as they were written."""
    if value is not None and not isinstance(value, str):
        return refused(Reason.NAME_INVALID)
    text = _ESCAPE.sub("", plain_text(value))
    if not text:
        return refused(Reason.NAME_MISSING)
    if _PLACEHOLDER.fullmatch(text) or (is_nothing(text) and not text.isdecimal()):
        return refused(Reason.NAME_PLACEHOLDER)
    warnings = (Caution.FORMULA_LIKE_TEXT,) if text.startswith(_FORMULA) else ()
    if len(text) > NAME_LENGTH:
        return Read(text[:NAME_LENGTH], (Reason.NAME_TOO_LONG,), warnings)
    return Read(text, () if is_name(text) else (Reason.NAME_INVALID,), warnings)


def read_gender(value: Value) -> Read:
    """Return the gender; what is not understood stays empty, with a warning."""
    text = plain_text(value)
    if not text:
        return Read()
    known = _GENDERS.get("".join(re.findall(r"[^\W_]", text.casefold())))
    return Read(known) if known else Read("", (), (Caution.GENDER_UNKNOWN,))


def read_role(value: Value, grantable: frozenset[str]) -> Read:
    """Return what the person is to be; `grantable` are the roles that the importer may give."""
    text = plain_text(value).casefold().strip(" .-–")
    role = _ROLES.get(text)
    if role is None or (role != PARTICIPANT and role not in grantable):
        return refused(Reason.ROLE_FORBIDDEN)
    return Read(str(role))
