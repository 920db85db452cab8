"""Word files that come in, and the lessons made of them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from academy.people.particulars.fields import TypedField
from academy.web.files.uploads import CutOffFile
from cms.docx.refusals import TooLarge


class WordForm(forms.Form):
    """A Word file that is to become a lesson."""

    file = forms.FileField(
        label=_("Word file (.docx)"),
        help_text=_("Up to 20 MB. It is read and shown to you first; nothing is made of it yet."),
        widget=forms.FileInput(
            {
                "accept": ".docx,.docm,application/vnd.openxmlformats-officedocument"
                ".wordprocessingml.document"
            }
        ),
        error_messages={
            "required": _("Choose the file first."),
            "empty": _("This file is empty. Choose it again."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, CutOffFile):
            raise ValidationError(TooLarge.message)
        return file


class NewLessonForm(forms.Form):
    """The name of a lesson that is made of a Word file."""

    title = TypedField(
        label=_("Title of the lesson"),
        max_length=255,
        error_messages={"required": _("Give the lesson a title.")},
    )
