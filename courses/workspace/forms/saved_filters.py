"""The name of a saved filter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.people.particulars.fields import TypedField
from academy.web.forms.shown import ShownForm
from courses.models import SavedFilter


class SavedFilterForm(ShownForm, forms.ModelForm):
    """How the coordinators of the batch call it."""

    class Meta:
        model = SavedFilter
        fields = ["name"]
        field_classes = {"name": TypedField}
        help_texts = {
            "name": _("For example “Behind, from Malang”. All coordinators of the batch see it.")
        }
