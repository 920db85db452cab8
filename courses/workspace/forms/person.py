from django import forms
from django.utils.translation import gettext_lazy as _

from academy.people.particulars.fields import TypedField


class SeatReasonForm(forms.Form):
    """Why somebody loses a seat; kept in the history and shown to the person."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class PaperConsentForm(forms.Form):
    """Consent that a pesantren or guardian has given on paper."""

    giver = forms.ChoiceField(
        label=_("Who consents"),
        choices=[("guardian", _("A parent or guardian")), ("pesantren", _("The pesantren"))],
        widget=forms.RadioSelect,
    )
    giver_name = TypedField(label=_("Name of who consents"), max_length=150)
