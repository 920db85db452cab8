"""What may be a PIN or password."""

import re
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from academy.people.entrance.secrets.pins import PIN_DIGITS, is_entry_code, is_pin, why_obvious
from academy.people.models import User
from academy.people.particulars.names import name_key

SHORTEST_PASSWORD = 8
# Who has a role reads or writes for others.
SHORTEST_STAFF_PASSWORD = 12
# What must be left of a password without the words that everybody knows here.
OWN_SIGNS = 4
# Words of this place: guessed before any list of the world's passwords.
_PLACE = """
    academy admin akademi alhamdulillah alumni angkatan aplikasi assalamualaikum
    astaghfirullah bangkalan banyuwangi barokah batik belajar berkah bismillah blitar
    bojonegoro bondowoso companion coordinator desa dinas east ekonomi fitri gresik gus guru
    halal hidayah indonesia insyaallah islam jatim java jawa jaya jember jombang katasandi
    kawung kediri kelas kerja kiai koordinator koperasi kyai lamongan learning login lumajang
    madiun madrasah madura magetan malang manager masuk merdeka mitra mojokerto muhammad
    mutiara nahdlatul ngaji nganjuk ngawi ning nurul nusantara opop pacitan pamekasan pasar
    password pasuruan pelatihan pemateri pendamping pengelola peserta pesantren ponorogo
    pondok ponpes preneur probolinggo produk program provinsi qwerty rahasia rahmat ramadhan
    sampang sandi santri sayangku selamat sidoarjo situbondo sosio stasiun subhanallah sukses
    sumenep surabaya timur trainer trenggalek tuban tulungagung ulama ulum umkm usaha ustadz
    ustadzah wirausaha
"""
_KNOWN_WORDS = re.compile("|".join(sorted(_PLACE.split(), key=len, reverse=True)))
_YEARS_AND_RUNS = re.compile(r"(?:19|20)\d\d|0?123(?:4(?:5(?:6(?:7(?:89?)?)?)?)?)?|(.)\1{2,}")


@cache
def _common() -> frozenset[str]:
    """Return the 20,000 commonest passwords, as Django keeps them."""
    return frozenset(CommonPasswordValidator().passwords)


def _plain(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text.casefold()))


def _is_worn_out(password: str) -> bool:
    """Say whether others choose it too: as it is, or without the signs around a common word."""
    text = password.casefold().strip()
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    if not _common().isdisjoint({text, _plain(text), core}) or len(set(text)) < OWN_SIGNS:
        return True
    return len(_YEARS_AND_RUNS.sub("", _KNOWN_WORDS.sub("", _plain(text)))) < OWN_SIGNS


class PinOrPasswordValidator:
    """A six-digit PIN that is not obvious, or a password of eight signs or more.

    Those who have a role need a password of twelve, which a few words make; a PIN is not
    enough for them. Neither the commonest passwords nor words of this place will do.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        if is_pin(password):
            self._validate_pin(password, user)
        elif password.isdecimal():
            raise ValidationError(
                _("A PIN has exactly six digits. Yours has %(count)d.") % {"count": len(password)},
                code="pin_length",
            )
        elif _has_role(user) and len(password.strip()) < SHORTEST_STAFF_PASSWORD:
            raise ValidationError(_needed(), code="too_short")
        elif len(password.strip()) < SHORTEST_PASSWORD:
            raise ValidationError(
                _("Choose a PIN of six digits, or a password of at least 8 letters and digits."),
                code="too_short",
            )
        else:
            self._validate_password(password, user)

    def _validate_pin(self, pin: str, user: User | None) -> None:
        if _has_role(user):
            raise ValidationError(_needed(), code="password_needed")
        reason = why_obvious(
            pin,
            birth_on=getattr(user, "birth_on", None),
            phone=getattr(user, "phone", ""),
        )
        if reason:
            raise ValidationError(str(reason), code="pin_obvious")

    def _validate_password(self, password: str, user: User | None) -> None:
        if is_entry_code(password.strip()):
            raise ValidationError(
                _("This looks like a printed entry code. Choose a password of your own."),
                code="entry_code",
            )
        if _is_worn_out(password):
            raise ValidationError(
                _("Many people use this password, so it is guessed early. Choose another one."),
                code="worn_out",
            )
        key = name_key(password)
        if user is not None and key and key in {user.name_key, user.username}:
            raise ValidationError(
                _("This password is your name, which others know. Choose another one."),
                code="own_name",
            )

    def get_help_text(self) -> str:
        return _("A PIN of %(digits)d digits, or a password of at least %(signs)d signs.") % {
            "digits": PIN_DIGITS,
            "signs": SHORTEST_PASSWORD,
        }


def _has_role(user: User | None) -> bool:
    return user is not None and bool(user.pk) and user.needs_password


def _needed() -> str:
    return _(
        "Your role needs a password of at least 12 signs; a PIN is not enough. Four words that "
        "do not belong together are a good one."
    )
