"""The one field of a note."""

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.core.text.typed import without_invisible
from courses.models.learning.note import LONGEST_NOTE


class NoteForm(forms.Form):
    """Words for oneself; none at all take the note away."""

    text = forms.CharField(
        label=_("Your note"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=_("Only you read it: no trainer, no coordinator, no classmate."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    # Which text the form has shown.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return without_invisible(self.cleaned_data["text"]).strip()
