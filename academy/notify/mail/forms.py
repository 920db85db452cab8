"""The form that tries the mail."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MailForm(forms.Form):
    """Where a test mail goes."""

    address = forms.EmailField(label=_("Send a test mail to"), max_length=254)
