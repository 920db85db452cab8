"""How a proposal is applied."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LEAVE, DECLINE = "leave", "decline"


class ApplyForm(forms.Form):
    """How many wait in reserve, and what becomes of all others."""

    reserve_count = forms.IntegerField(
        label=_("How many get a place on the reserve list"),
        help_text=_("The first by the proposal. Who is on the list already keeps the place."),
        min_value=0,
    )
    others = forms.ChoiceField(
        label=_("All others"),
        choices=[
            (LEAVE, _("stay as they are; I decide later")),
            (DECLINE, _("are declined, with the reason below")),
        ],
        initial=LEAVE,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Who is declined reads it, also in the letter."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("others") == DECLINE and not (data.get("reason") or "").strip():
            self.add_error("reason", _("Write the reason: the applicants read it."))
        return data

    def wishes(self) -> dict[str, Any]:
        """Return what was chosen, as `actions.applying.Wishes` takes it."""
        data = self.cleaned_data
        declines = data["others"] == DECLINE
        return {
            "reserve_count": data["reserve_count"],
            "declines": declines,
            "reason": data["reason"] if declines else "",
        }
