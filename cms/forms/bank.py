"""What people send to the bank beside single questions: files, and many typed at once."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from academy.core.text.typed import whole_of
from academy.people.models import User
from academy.web.files.uploads import CutOffFile
from cms.formats import typed
from cms.formats.opening import Format
from cms.models import CoursePage, Difficulty, QuestionLanguage
from cms.rules import courses_of

# Questions at once: a bank of a course has hundreds.
MOST_CHOSEN = 5000
TOO_LARGE = _("This file is larger than 20 MB. Split it into smaller ones.")
FORMATS = (
    (Format.MOODLE_XML, "Moodle XML"),
    (Format.GIFT, "GIFT"),
    (Format.XLSX, "Excel (.xlsx)"),
    (Format.AIKEN, "Aiken"),
)


class OwnCourseForm(forms.Form):
    """A form about the bank of one of the own courses."""

    course = forms.ModelChoiceField(
        CoursePage.objects.none(),
        label=_("Course"),
        error_messages={"required": _("Choose the course.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = courses_of(user).order_by("title")
        field = cast("forms.ModelChoiceField[CoursePage]", self.fields["course"])
        field.queryset = own
        if own.count() == 1:
            field.initial = own.get()


class QuestionFileForm(OwnCourseForm):
    """A file of questions for the bank of a course."""

    file = forms.FileField(
        label=_("File of questions"),
        help_text=_("GIFT, Aiken, Moodle XML or Excel (.xlsx), up to 20 MB."),
        widget=forms.FileInput({"accept": ".txt,.gift,.xml,.xlsx"}),
        error_messages={
            "required": _("Choose the file first."),
            "empty": _("This file is empty. Choose it again."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, CutOffFile):
            raise ValidationError(TOO_LARGE)
        return file


class ExportForm(OwnCourseForm):
    """In which format which questions go out; `ids` are those chosen in the list, packed."""

    format = forms.ChoiceField(label=_("Format"), choices=FORMATS)
    ids = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[CoursePage]", self.fields["course"])
        field.required, field.empty_label = False, _("All my courses")

    def clean_ids(self) -> list[int] | None:
        """Return the keys of those chosen, None where nothing was chosen."""
        text = self.cleaned_data["ids"]
        return unpacked(text) if text else None


def packed(keys: Iterable[int]) -> str:
    """Return keys as they stand in an address: rows made together are neighbours, and short."""
    runs: list[list[int]] = []
    for key in sorted(keys):
        if runs and key == runs[-1][1] + 1:
            runs[-1][1] = key
        else:
            runs.append([key, key])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def unpacked(text: str) -> list[int]:
    """Return the keys that `packed` gave; nonsense counts as absent."""
    found: list[int] = []
    for run in text.split(","):
        first, _sign, last = run.partition("-")
        begin, end = whole_of(first), whole_of(last or first)
        if begin is not None and end is not None:
            found += range(begin, min(end, begin + MOST_CHOSEN) + 1)
    return found[:MOST_CHOSEN]


class DescribeForm(forms.Form):
    """What is said of many questions at once; what is left empty stays as it is."""

    tags = forms.CharField(
        label=_("Tags to add"), required=False, max_length=300, help_text=_("Several with commas.")
    )
    difficulty = forms.ChoiceField(
        label=_("Difficulty"), required=False, choices=[("", _("as it is")), *Difficulty.choices]
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("as it is")), *QuestionLanguage.choices],
    )

    def clean_tags(self) -> list[str]:
        given = (" ".join(tag.split()) for tag in self.cleaned_data["tags"].split(","))
        return [tag[:100] for tag in given if tag]


class TypedForm(OwnCourseForm):
    """Many questions typed in one go, each in a field of its own."""

    FIELDS = 10

    tags = forms.CharField(
        label=_("Tags of all"), required=False, max_length=300, help_text=_("Several with commas.")
    )
    publish = forms.BooleanField(
        label=_("Publish them at once (otherwise they become drafts)"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, self.FIELDS + 1):
            self.fields[f"soal_{number}"] = forms.CharField(
                label=_("Question %(number)s") % {"number": number},
                required=False,
                max_length=8000,
                widget=forms.Textarea({"rows": 5, "autocapitalize": "sentences"}),
            )

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        found = []
        for name in self.typed_names():
            if not (text := cleaned.get(name, "").strip()):
                continue
            try:
                found.append(typed.read(text))
            except typed.Unclear as fault:
                self.add_error(name, str(fault))
        if not found and not self.errors:
            raise ValidationError(_("Type at least one question."))
        cleaned["questions"] = found
        return cleaned

    def typed_names(self) -> list[str]:
        return [f"soal_{number}" for number in range(1, self.FIELDS + 1)]

    def typed_fields(self) -> list[Any]:
        """Return the fields of the questions, for the template."""
        return [self[name] for name in self.typed_names()]

    def clean_tags(self) -> tuple[str, ...]:
        given = (" ".join(tag.split()) for tag in self.cleaned_data["tags"].split(","))
        return tuple(tag[:100] for tag in given if tag)
