"""The form that sets a mark right."""

from decimal import Decimal
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from academy.people.particulars.fields import TypedDecimalField


class CorrectionForm(forms.Form):
    """The right mark and why; `shown` is the one that the page showed."""

    shown = forms.DecimalField(required=False, widget=forms.HiddenInput)
    mark = TypedDecimalField(
        label=_("The right mark, 0 to 100"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The participant reads it with the new mark."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    may_take_back = forms.BooleanField(
        label=_("Yes, “passed” is taken back"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: QueryDict | None = None, *, mark: Decimal | None) -> None:
        super().__init__(data, initial={"shown": mark})

    def ask_about_taking_back(self) -> None:
        """Let the page that comes back ask whether what was reached may go."""
        self.fields["may_take_back"].widget = forms.CheckboxInput()

    def show(self, mark: Decimal | None) -> None:
        """Let the page that comes back rest on the mark that stands now."""
        sent = cast(QueryDict, self.data)
        self.data = {**sent.dict(), "shown": "" if mark is None else str(mark)}


class RemarkingForm(forms.Form):
    """Why answers are marked again."""

    reason = forms.CharField(
        label=_("What was wrong with the key"),
        max_length=500,
        help_text=_("Everybody whose mark changes reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
