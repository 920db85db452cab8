"""Small forms for a page of a course: its head, one block of it, a new text or picture."""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from academy.people.models import User
from academy.people.particulars.fields import TypedField
from academy.web.files.uploads import CutOffFile, shown_name
from academy.web.forms.shown import ShownForm
from cms.actions.brought.course_files import bring
from cms.coursefile.refusals import TooLargeFile
from cms.forms.media import SENDING, UploadTaken, whole_upload
from cms.forms.pictures import PictureField
from cms.lessons.markup import rich
from cms.lessons.pieces import Part, Parts
from cms.models import CourseFile, MediaUpload

SIGNS = _(
    "**bold**, *italic*, [words](https://address), a line with - or 1. for a list, an empty line "
    "between paragraphs"
)


def _picture(label: Any, *, required: bool) -> PictureField:
    camera = forms.ClearableFileInput({"accept": "image/*", "data-pictures": True})
    camera.template_name = "django/forms/widgets/file.html"
    return PictureField(label=label, required=required, widget=camera)


class HeadForm(ShownForm, forms.Form):
    """What an outline shows of a page."""

    title = TypedField(label=_("Title"), max_length=255)
    summary = TypedField(label=_("Summary"), max_length=250, required=False)
    minutes = forms.IntegerField(label=_("Minutes it takes"), min_value=1, max_value=600)

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        names = ("title", "summary", "minutes")
        super().__init__(*args, initial={name: getattr(page, name) for name in names}, **kwargs)


class BlockForm(ShownForm, forms.Form):
    """The words and pictures of one block; what cannot be changed here stays as it is."""

    def __init__(self, *args: Any, parts: Parts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = {part.name: part for part in parts.parts}
        for part in parts.parts:
            if part.is_picture:
                self.fields[part.name] = _picture(
                    _("%(label)s: another picture") % {"label": part.label}, required=False
                )
                continue
            self.show(part.name, part.field(), part.stored)
            if part.is_marked_up:
                self.fields[part.name].help_text = SIGNS

    @property
    def pictures(self) -> Iterable[tuple[Part, Any]]:
        """The pictures that were sent, each with the part that it is for."""
        for name, part in self.parts.items():
            if part.is_picture and self.cleaned_data.get(name):
                yield part, self.cleaned_data[name]

    def words(self) -> dict[str, Any]:
        """Return what was changed of the words, as pages keep it."""
        changes = self.changes()
        return {
            name: part.kept(changes[name])
            for name, part in self.parts.items()
            if name in changes and not part.is_picture
        }


class NewTextForm(forms.Form):
    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea({"rows": 6}), help_text=SIGNS, max_length=20_000
    )

    def clean_text(self) -> str:
        html = rich(self.cleaned_data["text"])
        if not html:
            raise forms.ValidationError(_("Write at least one word."))
        return html


class NewPictureForm(forms.Form):
    alt = TypedField(
        label=_("Description for those who cannot see it"),
        max_length=400,
        help_text=_("Say what the picture shows and what it teaches; not “picture of”."),
    )
    caption = TypedField(label=_("Caption"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"file": _picture(_("Picture"), required=True), **self.fields}


class FileSentBefore(forms.FileField):
    """Asked for, though not a part of the form once a script has sent it in pieces."""

    comes_before = True


class CourseFileForm(forms.Form):
    """The file of a course; a script sends a large one in pieces before the form."""

    file = FileSentBefore(
        label=_("File of a course (.zip)"),
        required=False,
        help_text=_("To 2 GB; without JavaScript to 20 MB"),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.upload: MediaUpload | None = None
        self.fields["file"].widget = forms.FileInput(
            {
                "accept": ".zip,application/zip",
                "data-pieces": reverse("cms_upload"),
                "data-field": "upload",
                "data-words": json.dumps({name: str(text) for name, text in SENDING.items()}),
            }
        )

    def clean(self) -> dict[str, Any]:
        file = self.cleaned_data.get("file")
        if isinstance(file, CutOffFile):
            self.add_error("file", TooLargeFile.message)
        elif not file and "file" not in self.errors:
            self.upload = whole_upload(self.data.get("upload", ""), self.by)
            if self.upload is None:
                self.add_error("file", _("Choose the file first."))
        return self.cleaned_data

    def bring(self, *, return_url: str) -> CourseFile:
        """Hand the file on to be checked."""
        if self.upload is None:
            file = self.cleaned_data["file"]
            return bring(
                file=file,
                filename=shown_name(file),
                size=file.size,
                by=self.by,
                return_url=return_url,
            )
        name = str(self.upload.file)
        with transaction.atomic():
            if not self.upload.take():
                return self._made_of(name)
            return bring(
                file=name,
                filename=self.upload.filename,
                size=self.upload.size,
                by=self.by,
                return_url=return_url,
            )

    def _made_of(self, name: str) -> CourseFile:
        """Return what the same form has made of a file at this moment. Raises UploadTaken."""
        made = CourseFile.objects.filter(file=name, created_by=self.by).first()
        if made is None:
            raise UploadTaken
        return made
