from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Submission


class HandInForm(forms.ModelForm):
    """The last look before a hand-in, and whose work it is; `statement` words that."""

    checked = forms.BooleanField(
        label=_("I have looked through everything that I hand in"),
        error_messages={
            "required": _("Look through your work once more, then tick this box and hand in.")
        },
    )

    own_work = forms.BooleanField(
        error_messages={"required": _("Confirm whose work it is by this tick, then hand in.")},
    )

    class Meta:
        model = Submission
        fields = ["note"]
        labels = {"note": _("Note to your trainer")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    field_order = ["note", "checked", "own_work"]

    def __init__(self, *args: Any, statement: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["own_work"].label = statement

    @property
    def typed(self) -> list[tuple[Any, str]]:
        """What was sent, for where it cannot be sent again."""
        note = self["note"].value()
        return [(self["note"].label, note)] if note else []
