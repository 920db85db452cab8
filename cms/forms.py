"""Forms of the content admin: pictures as they come in, questions of the bank."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from academy.people.particulars.fields import TypedField
from academy.web.files.pictures import AppleFormat, is_apples
from academy.web.files.uploads import CutOffFile
from cms.docx.refusals import TooLarge
from cms.models import QuestionKind
from cms.rules import courses_of


class PictureField(WagtailImageField):
    """A picture; whatever goes wrong while it is opened is said as what it is: no picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Said by the browser too, of what it does not send: by the name it knows no more.
        unsupported = self.error_messages["invalid_image_extension"]
        self.error_messages["invalid_image_extension"] = format_lazy(
            "{} {}", unsupported, AppleFormat.message
        )

    def to_python(self, data: Any) -> Any:
        if isinstance(data, File):
            if isinstance(data, CutOffFile) or (data.size or 0) > self.max_upload_size:
                self.check_image_file_size(data)
            if is_apples(data):
                raise ValidationError(AppleFormat.message, code="heic")
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:
            message = self.error_messages["invalid_image"]
            raise ValidationError(message, code="invalid_image") from error


class PictureForm(BaseImageForm):
    """Wagtail's form with our field for the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=given.label,
                required=given.required,
                widget=given.widget,
                help_text=given.help_text,
            )


class QuestionForm(WagtailAdminModelForm):
    """A question of the bank: only courses of one's own, and a key that can be marked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses_of(self.for_user).order_by("title")

    def clean(self) -> Any:
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind == QuestionKind.NUMBER and cleaned.get("number") is None:
            self.add_error("number", _("Give the right number."))
        elif kind == QuestionKind.SHORT_TEXT and not cleaned.get("accepted", "").strip():
            self.add_error("accepted", _("Give at least one answer that is right."))
        formset = self.formsets.get("options")
        if formset is not None and formset.is_valid():
            self._check_options(kind, formset.forms)
        return cleaned

    def _check_options(self, kind: str, option_forms: list[forms.BaseForm]) -> None:
        options = [
            form.cleaned_data
            for form in option_forms
            if form.cleaned_data.get("text") and not form.cleaned_data.get("DELETE")
        ]
        right_count = sum(bool(option.get("is_correct")) for option in options)
        if kind == QuestionKind.TRUE_FALSE and len(options) != 2:
            raise ValidationError(_("True or false has exactly two options."))
        if kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE} and len(options) < 2:
            raise ValidationError(_("Give at least two options."))
        if kind in {QuestionKind.SINGLE, QuestionKind.TRUE_FALSE} and right_count != 1:
            raise ValidationError(_("Tick exactly one right option."))
        if kind == QuestionKind.MULTIPLE and not right_count:
            raise ValidationError(_("Tick at least one right option."))


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
