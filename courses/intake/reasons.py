"""Why a row is not taken, and what to look at in one that is; the names never change."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    """Why a row cannot be taken as it is (import rules R6 to R15)."""

    NAME_MISSING = "name_missing"
    NAME_INVALID = "name_invalid"
    NAME_TOO_LONG = "name_too_long"
    NAME_PLACEHOLDER = "name_placeholder"
    DOB_INVALID = "dob_invalid"
    DOB_AMBIGUOUS = "dob_ambiguous"
    DOB_FUTURE = "dob_future"
    DOB_OUT_OF_RANGE = "dob_out_of_range"
    PHONE_INVALID = "phone_invalid"
    PHONE_LOSSY = "phone_lossy"
    EMAIL_INVALID = "email_invalid"
    EMAIL_TAKEN_IN_FILE = "email_taken_in_file"
    NSPP_MISSING = "nspp_missing"
    NSPP_INVALID = "nspp_invalid"
    NSPP_LOSSY = "nspp_lossy"
    NSPP_UNKNOWN = "nspp_unknown"
    PESANTREN_UNKNOWN = "pesantren_unknown"
    PESANTREN_AMBIGUOUS = "pesantren_ambiguous"
    REGION_UNKNOWN = "region_unknown"
    REGION_MISMATCH = "region_mismatch"
    ROLE_FORBIDDEN = "role_forbidden"
    DUPLICATE_IN_FILE = "duplicate_in_file"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    CELL_ERROR = "cell_error"


class Caution(StrEnum):
    """What to look at in a row that is taken all the same."""

    GENDER_UNKNOWN = "gender_unknown"
    PHONE_MULTIPLE = "phone_multiple"
    PHONE_NOT_MOBILE = "phone_not_mobile"
    PHONE_SHARED = "phone_shared"
    CONTACT_MISSING = "contact_missing"
    FORMULA_LIKE_TEXT = "formula_like_text"


class FileWarning(StrEnum):
    """What to look at in the file as a whole."""

    COLUMN_IGNORED = "column_ignored"


SENTENCES = {
    Reason.NAME_MISSING: _("The name is missing. Write the full name."),
    Reason.NAME_INVALID: _("This is not a name. Write the full name, with at least two letters."),
    Reason.NAME_TOO_LONG: _("The name has more than 150 letters. Shorten it."),
    Reason.NAME_PLACEHOLDER: _(
        "Something stands in place of a name. Write the full name, or take the row out."
    ),
    Reason.DOB_INVALID: _(
        "This is not a day of the calendar. Write the date of birth like 17/08/2005, or leave it "
        "empty."
    ),
    Reason.DOB_AMBIGUOUS: _(
        "The year of birth has two digits only. Write it with four, like 17/08/2005."
    ),
    Reason.DOB_FUTURE: _("The date of birth is still to come. Correct it."),
    Reason.DOB_OUT_OF_RANGE: _(
        "By the date of birth this person is younger than 7 or older than 100. Correct it."
    ),
    Reason.PHONE_INVALID: _(
        "This is not a telephone number of Indonesia. Write it like 0812 3456 7890, or leave it "
        "empty."
    ),
    Reason.PHONE_LOSSY: _(
        "Excel has rounded this telephone number. Format the column as text and type it anew."
    ),
    Reason.EMAIL_INVALID: _(
        "This is not an e-mail address. Write it like nama@contoh.id, or leave it empty."
    ),
    Reason.EMAIL_TAKEN_IN_FILE: _(
        "A row further up has this e-mail address under another name. Write the person's own "
        "address, or leave it empty."
    ),
    Reason.NSPP_MISSING: _("The NSPP is missing. Write the 12 digits of the pesantren."),
    Reason.NSPP_INVALID: _("An NSPP has 12 digits. Compare it with the licence, and correct it."),
    Reason.NSPP_LOSSY: _(
        "Excel has rounded this NSPP. Format the column as text and type it anew."
    ),
    Reason.NSPP_UNKNOWN: _(
        "No pesantren here has this NSPP. Compare it with the licence, or have the pesantren added."
    ),
    Reason.PESANTREN_UNKNOWN: _(
        "No pesantren of this name is known there. Correct the name and the kabupaten or kota, or "
        "write the NSPP."
    ),
    Reason.PESANTREN_AMBIGUOUS: _(
        "Several pesantren may be meant. Write the kabupaten or kota, or the NSPP."
    ),
    Reason.REGION_UNKNOWN: _(
        "No kabupaten or kota of East Java has this name. Correct it, or leave it empty."
    ),
    Reason.REGION_MISMATCH: _(
        "The pesantren lies in another kabupaten or kota. Correct that or the NSPP, or leave the "
        "kabupaten empty."
    ),
    Reason.ROLE_FORBIDDEN: _(
        "This role cannot be given here. Write “peserta” or leave it empty; other roles are given "
        "by a program manager."
    ),
    Reason.DUPLICATE_IN_FILE: _(
        "The same person stands further up in this file. Take one of the two rows out."
    ),
    Reason.FORMULA_WITHOUT_VALUE: _(
        "A formula here has no value. Open the file in Excel and save it, or write the value."
    ),
    Reason.CELL_ERROR: _(
        "A formula here ends in an error. Write the value itself in place of the formula."
    ),
    Caution.GENDER_UNKNOWN: _("The gender was not understood and stays empty. Write L or P."),
    Caution.PHONE_MULTIPLE: _("Several telephone numbers stand here; the first one is taken."),
    Caution.PHONE_NOT_MOBILE: _("This is not a mobile number: WhatsApp may not reach the person."),
    Caution.PHONE_SHARED: _(
        "A row further up has the same telephone number under another name. Is it a shared handset?"
    ),
    Caution.CONTACT_MISSING: _(
        "There is neither a telephone number nor an e-mail address. This person signs in with user "
        "name and PIN."
    ),
    Caution.FORMULA_LIKE_TEXT: _(
        "The text begins like a formula (= + - @). It is kept as it is; correct it if it was "
        "meant otherwise."
    ),
    FileWarning.COLUMN_IGNORED: _("This column is not read."),
}
