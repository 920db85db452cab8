"""The form that sets right what is kept of a person."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.people.accounts.forms import usable_birth_day
from academy.people.models import Pesantren
from academy.people.particulars.fields import NameField, PhoneField
from academy.people.particulars.phones import national_phone
from academy.web.forms.preview import mark_of
from academy.web.forms.selects import QuickSelect
from academy.web.forms.shown import ShownForm
from courses.models import CorrectedField
from courses.workspace.queries.people import corrections


class PesantrenField(forms.ModelChoiceField):
    """A pesantren with its regency: many have the same name."""

    def label_from_instance(self, obj: Any) -> str:
        return corrections.as_text(obj)


class CorrectPersonForm(ShownForm, forms.Form):
    """Name, phone, birth date and pesantren as they should be, and why.

    Of an applicant without the pesantren, which is entered where it is decided.
    """

    full_name = NameField(label=CorrectedField.NAME.label, max_length=150)
    phone = PhoneField(
        label=CorrectedField.PHONE.label,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel", "type": "tel"}),
    )
    birth_on = forms.DateField(
        label=CorrectedField.BIRTH.label,
        required=False,
        widget=forms.DateInput({"type": "date", "autocomplete": "off"}, "%Y-%m-%d"),
    )
    pesantren = PesantrenField(
        Pesantren.objects.select_related("regency"),
        label=CorrectedField.PESANTREN.label,
        required=False,
        help_text=_("Of this seat. Seats in other batches keep theirs."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The participant reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, way: corrections.Way) -> None:
        #: What stands there while the form is read, by field.
        self.stored = corrections.values_of(way)
        initial = {str(name): value for name, value in self.stored.items()}
        initial["phone"] = national_phone(initial["phone"])
        super().__init__(data, initial=initial)
        if CorrectedField.PESANTREN in self.stored:
            chooser = self.fields["pesantren"]
            chooser.widget = QuickSelect.instead_of(chooser.widget)
        else:
            del self.fields["pesantren"]

    def clean_birth_on(self) -> dt.date | None:
        return usable_birth_day(self.cleaned_data["birth_on"])

    def clean_pesantren(self) -> Pesantren | None:
        chosen: Pesantren | None = self.cleaned_data["pesantren"]
        if chosen is None and self.stored[CorrectedField.PESANTREN] is not None:
            raise forms.ValidationError(_("Choose the right pesantren."))
        return chosen

    def corrected(self) -> dict[str, Any]:
        """Return what this person wants set right, by `CorrectedField`."""
        changed = self.changes()
        return {field: changed[field] for field in CorrectedField if field in changed}

    def seen_mark(self) -> str:
        """Return the mark of what the form asks for: a preview is one of exactly this."""
        return mark_of(*sorted((str(name), str(value)) for name, value in self.corrected().items()))
