from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Submission


class HandInForm(forms.ModelForm):
    """The last look before a hand-in."""

    checked = forms.BooleanField(
        label=_("I have looked through everything that I hand in"),
        error_messages={
            "required": _("Look through your work once more, then tick this box and hand in.")
        },
    )

    class Meta:
        model = Submission
        fields = ["note"]
        labels = {"note": _("Note to your trainer")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    field_order = ["note", "checked"]
