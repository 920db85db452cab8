from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses.models import Review


class TakeBackForm(forms.Form):
    """Why accepted work is asked for again."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The participant reads it as the words of the review."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FeedbackForm(forms.Form):
    """The words of a review; `shown` are those that the page showed."""

    feedback = forms.CharField(
        label=_("Words to the participant"),
        required=False,
        max_length=Review._meta.get_field("feedback").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    is_silenced = forms.BooleanField(
        label=_("Take the voice note away"),
        required=False,
        help_text=_("The participant cannot hear it any more; the words stay."),
    )
    shown = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, found: Review) -> None:
        super().__init__(data, initial={"feedback": found.feedback, "shown": found.feedback})
        if found.voice_id is None:
            del self.fields["is_silenced"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        # A browser sends line ends of its own.
        for name in {"feedback", "shown"} & data.keys():
            data[name] = data[name].replace("\r\n", "\n")
        return data
