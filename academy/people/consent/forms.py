"""Consent given by those who may, and withdrawn."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import ConsentGiver
from academy.people.particulars.fields import TypedField
from academy.web.forms.shown import ShownForm


class ConsentForm(forms.Form):
    """Who gives consent: the person, or for a child somebody grown up."""

    giver = forms.ChoiceField(
        label=_("Who gives consent?"), choices=ConsentGiver.choices, widget=forms.RadioSelect
    )
    giver_name = TypedField(
        label=_("Name of the parent, guardian or ustadz"), max_length=150, required=False
    )
    agreed = forms.BooleanField(
        label=_("The privacy notice above has been read and is agreed to."),
        # No browser and no script of ours ticks it again.
        widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Tick the box to agree. Without it nothing is recorded.")},
    )

    def __init__(self, *args: Any, minor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if minor:
            cast(forms.ChoiceField, self.fields["giver"]).choices = [
                (ConsentGiver.GUARDIAN.value, ConsentGiver.GUARDIAN.label),
                (ConsentGiver.PESANTREN.value, ConsentGiver.PESANTREN.label),
            ]
            self.fields["giver_name"].required = True
        else:
            del self.fields["giver"]
            del self.fields["giver_name"]


class WithdrawForm(forms.Form):
    """Withdrawing asks once, naming what follows."""

    sure = forms.BooleanField(
        label=pgettext_lazy("consent", "Yes, I withdraw my consent"),
        error_messages={"required": _("Tick the box if you are sure.")},
    )


class NoticeForm(ShownForm, forms.Form):
    """The text of the next privacy notice."""

    text = forms.CharField(
        label=_("Text of the notice"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 24}),
        help_text=_(
            "A line that begins with ## is a heading, one that begins with - is a point of a "
            "list; an empty line begins a new paragraph."
        ),
    )
