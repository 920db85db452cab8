"""Fields for names, addresses and numbers of all kinds, cleaned as they are stored."""

from typing import Any

from django import forms
from django.core.validators import URLValidator

from academy.core.text.typed import clean_typed
from academy.people.errors import NameUnusable, PhoneInvalid
from academy.people.particulars.names import is_name
from academy.people.particulars.phones import normalise_phone


class TypedField(forms.CharField):
    """One line of text."""

    def to_python(self, value: Any) -> str:
        return clean_typed(super().to_python(value) or "")


class NameField(TypedField):
    """A person's name."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not is_name(value):
            raise forms.ValidationError(NameUnusable.message)


class TypedEmailField(forms.EmailField):
    """An e-mail address, in small letters."""

    def to_python(self, value: Any) -> str:
        return clean_typed(super().to_python(value) or "").lower()


class TypedUrlField(forms.URLField):
    """The address of a page, which a browser opens."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def to_python(self, value: Any) -> str:
        return str(super().to_python(clean_typed(value or "")))


class TypedSlugField(forms.SlugField):
    """The part of an address that names a thing."""

    def to_python(self, value: Any) -> str:
        return clean_typed(super().to_python(value) or "")


class TypedDecimalField(forms.DecimalField):
    """A number, typed or pasted: into a line of text browsers let anything in."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_typed(value) if isinstance(value, str) else value)


class PhoneField(forms.CharField):
    """A telephone number of Indonesia, kept as E.164; begins as people write it."""

    def to_python(self, value: Any) -> str:
        text = clean_typed(super().to_python(value) or "")
        try:
            return normalise_phone(text) if text else ""
        except ValueError as error:
            raise forms.ValidationError(PhoneInvalid.message) from error

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # With blanks and dashes it is longer than what is kept.
        return super().widget_attrs(widget) | {"maxlength": "30"}
