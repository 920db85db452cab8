"""A companion hands work in for somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Submission


class HelpForm(forms.ModelForm):
    """The note to the trainer, and whose work it is; `statement` words that."""

    own_work = forms.BooleanField(
        error_messages={"required": _("Confirm whose work it is by this tick, then hand in.")},
    )

    class Meta:
        model = Submission
        fields = ["note"]
        labels = {"note": _("Note to the trainer")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    field_order = ["note", "own_work"]

    def __init__(self, *args: object, statement: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["own_work"].label = statement
