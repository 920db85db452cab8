from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.people.fields import TypedField
from academy.web.forms.shown import ShownForm
from certificates.models import CertificateDesign, CertificateKind


class CodeForm(forms.Form):
    """The code printed on a certificate, typed by anybody."""

    kode = forms.CharField(
        label=_("Code on the certificate"),
        help_text=_("Ten letters and digits, e.g. K7M4P-Q2XWD. Dashes and capitals do not matter."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class UUIDListField(forms.Field):
    """Chosen rows of a list."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        one = forms.UUIDField()
        return [one.clean(text) for text in value or ()]


class ChosenForm(forms.Form):
    """Chosen rows; none chosen means all. `client_id` makes a form sent twice one act."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    selected = UUIDListField(required=False)


class IssueForm(ChosenForm):
    kind = forms.ChoiceField(
        choices=CertificateKind, initial=CertificateKind.COMPLETION, widget=forms.HiddenInput
    )
    send_too = forms.BooleanField(
        label=_("Send them at once"),
        help_text=_("Each person sees the certificate and gets a notice."),
        required=False,
    )
    # Asked for only before the end of the batch.
    early_reason = forms.CharField(
        label=_("Why are they issued now?"),
        help_text=_("Kept with each certificate as a part of its evidence."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class KeyForm(forms.Form):
    """Who signs, where an academy makes its own key."""

    organisation = TypedField(
        label=_("Name of the organisation that signs"),
        help_text=_("As readers of a certificate will see it, for example that of your office."),
        max_length=60,
    )


class RevocationForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept with the certificate; not shown to the public."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReplaceForm(ShownForm, RevocationForm):
    full_name = TypedField(
        label=_("Name as printed"),
        help_text=_("With titles, as it should stand on the new certificate."),
        max_length=190,
    )
    field_order = ["full_name", "reason"]


class DesignForm(ShownForm, forms.Form):
    design = forms.ModelChoiceField(
        CertificateDesign.objects.all(),
        label=_("Design of the program's certificates"),
        empty_label=None,
    )
