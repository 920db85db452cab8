"""The form with which two accounts of one person become one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.people.models import User
from academy.people.particulars.fields import TypedField
from academy.web.forms.preview import mark_of


class MergeForm(forms.Form):
    """Which account stays, why, and the user name of the one that ends, typed."""

    stays = forms.ChoiceField(label=_("Which account stays"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The participant reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ending = TypedField(
        label=_("User name of the account that ends"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(
        self, data: Any = None, *, people: tuple[User, User], proposed: User, is_decided: bool
    ) -> None:
        self._people = {str(person.public_id): person for person in people}
        self._is_decided = is_decided
        super().__init__(data, initial={"stays": str(proposed.public_id)})
        self.fields["stays"].choices = [  # type: ignore[attr-defined]  # of a choice field
            (key, f"{person.full_name} ({person.username})") for key, person in self._people.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self._is_decided and "stays" in cleaned:
            typed = cleaned.get("ending", "").lower()
            if typed != self.gone.username:
                self.add_error(
                    "ending",
                    _("Type %(username)s: it cannot be taken back.")
                    % {"username": self.gone.username},
                )
        return cleaned

    @property
    def kept(self) -> User:
        """The account that stays; of a valid form."""
        return self._people[self.cleaned_data["stays"]]

    @property
    def gone(self) -> User:
        """The account that ends; of a valid form."""
        [other] = [person for person in self._people.values() if person != self.kept]
        return other

    def ask_what_ends(self) -> None:
        """Show the user name of the account that ends as one that must be typed, as it must."""
        self.fields["ending"].required = True

    def seen_mark(self) -> str:
        """Return the mark of the merge: a preview is one of exactly this one."""
        return mark_of(self.kept.pk, self.gone.pk)
