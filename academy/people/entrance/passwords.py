"""What may be a PIN or password."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from academy.people.entrance.pins import PIN_DIGITS, is_pin, why_obvious
from academy.people.models import User
from academy.people.names import name_key

SHORTEST_PASSWORD = 8
_WORN_OUT = {
    "password",
    "katasandi",
    "qwertyui",
    "qwerty123",
    "bismillah",
    "indonesia",
    "pesantren",
}
_WORN_OUT |= {"assalamualaikum", "alhamdulillah", "sayangku", "rahasia123", "santri123", "admin123"}


class PinOrPasswordValidator:
    """A six-digit PIN that is not obvious, or a password of eight signs or more.

    Those who have a role need a password: a PIN is not enough for them.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        if is_pin(password):
            self._validate_pin(password, user)
        elif password.isdecimal():
            raise ValidationError(
                _("A PIN has exactly six digits. Yours has %(count)d.") % {"count": len(password)},
                code="pin_length",
            )
        elif len(password) < SHORTEST_PASSWORD:
            raise ValidationError(
                _("Choose a PIN of six digits, or a password of at least 8 letters and digits."),
                code="too_short",
            )
        else:
            self._validate_password(password, user)

    def _validate_pin(self, pin: str, user: User | None) -> None:
        if user is not None and user.pk and user.needs_password:
            raise ValidationError(
                _("Your role needs a password of at least 8 signs; a PIN is not enough."),
                code="password_needed",
            )
        reason = why_obvious(
            pin,
            birth_on=getattr(user, "birth_on", None),
            phone=getattr(user, "phone", ""),
        )
        if reason:
            raise ValidationError(str(reason), code="pin_obvious")

    def _validate_password(self, password: str, user: User | None) -> None:
        key = name_key(password)
        if key in _WORN_OUT or len(set(password)) < 4:
            raise ValidationError(
                _("Many people use this password, so it is guessed early. Choose another one."),
                code="worn_out",
            )
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
