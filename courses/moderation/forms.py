from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Report, ReportReason


class ReportForm(forms.ModelForm):
    """Why somebody finds that a thing should not be seen."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=ReportReason.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Report
        fields = ["reason", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class HideForm(forms.Form):
    """The reason for hiding, which the author reads."""

    reason = forms.CharField(
        label=_("Reason, for whoever wrote it"),
        help_text=_("Kind and clear: the person reads it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def typed(self) -> list[tuple[Any, str]]:
        """What was sent, for where there is nothing to hide any more."""
        reason = self["reason"].value()
        return [(self["reason"].label, reason)] if reason else []
