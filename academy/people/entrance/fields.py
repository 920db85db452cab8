"""Fields for PINs, passwords and codes."""

from typing import Any

from django import forms

from academy.core.text.typed import plain_digits, without_invisible
from academy.people.entrance.secrets.pins import as_entry_code, is_entry_code


class SecretInput(forms.PasswordInput):
    """A password input that its owner may look at; digits first on a phone's keyboard."""

    template_name = "people/widgets/secret.html"

    def __init__(self, *, autocomplete: str, letters: bool = False):
        attrs = {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(attrs if letters else attrs | {"inputmode": "numeric"})


class SecretField(forms.CharField):
    """A PIN or password as typed; digits of other keyboards count as 0–9.

    What a pasted text brings along unseen is left out.
    """

    def __init__(self, *, autocomplete: str, **options: Any) -> None:
        options.setdefault("strip", False)
        super().__init__(widget=SecretInput(autocomplete=autocomplete), max_length=128, **options)

    def with_letters(self) -> None:
        """Ask the phone for its keyboard with letters."""
        self.widget.attrs.pop("inputmode", None)

    def to_python(self, value: Any) -> str:
        text = plain_digits(without_invisible(super().to_python(value) or ""))
        # A keyboard's word completion adds a blank; a PIN with one is still that PIN.
        bare = text.strip()
        if is_entry_code(bare):
            return as_entry_code(bare)
        return bare if bare.isdecimal() else text
