"""Forms of videos and recordings: the file, sent in pieces before the form, and captions."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from academy.core.errors import Refused
from academy.core.text.typed import without_invisible
from cms.captions import MOST_CUES, MOST_SIGNS, Cue, read_time, shifted, shown_time
from cms.models import AcademyMedia, MediaUpload

# What the script that sends a large file says.
SENDING = {
    "sending": _("Sending: {part} of {whole}"),
    "broken": _("The line is broken. It goes on by itself, from {part} of {whole}."),
    "away": _("{why}. It goes on by itself, from {part} of {whole}."),
    "failed": _("The academy cannot take this file now. Choose it again later; what came is kept."),
    "ended": _("Your session has ended. Sign in in another tab; it goes on here by itself."),
    "whole": _("“{name}” has arrived. Save the form now."),
    "saving": _("The form is saved as soon as the file has arrived."),
    "stop": _("Stop sending"),
}


# What the conversion writes at a medium, beside its poster.
CONVERTED = ("state", "fault", "job_id", "duration", "width", "height")
POSTER = ("thumbnail", "poster_is_from_video")


class UploadTaken(Refused):
    message = _(
        "The file that was sent is no longer there: another form has taken it, or it was left for "
        "two days. Choose it once more."
    )


class MediaForm(BaseMediaForm):
    """A video or a recording; its small copies are made as soon as it is saved.

    A script sends the file in pieces before the form, which then names the upload. Without it
    the file comes with the form, as far as forms take files.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.by: Any = kwargs["user"]
        super().__init__(*args, **kwargs)
        self.upload: MediaUpload | None = None
        file = self.fields["file"]
        file.widget.attrs |= {
            "data-pieces": reverse("cms_upload"),
            "data-field": self.add_prefix("upload"),
            # A token that another person was given meanwhile is not taken for this form.
            "data-who": str(self.by.public_id),
            "data-words": json.dumps({name: str(text) for name, text in SENDING.items()}),
        }
        file.help_text = _("MP4, MOV or WebM to 1 GB; without JavaScript to 20 MB")
        if self.instance.type == "audio":
            file.help_text = _("MP3, M4A, OGG or WAV to 1 GB; without JavaScript to 20 MB")
        self.fields["thumbnail"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp"
        if self._named():
            file.required = False

    def clean(self) -> Any:
        cleaned = super().clean()
        named = self._named()
        if named and not self.files.get(self.add_prefix("file")):
            self.upload = whole_upload(named, self.by)
            if self.upload is None or self.upload.filename.lower().endswith(".zip"):
                self.add_error("file", _("This file has not arrived. Choose it once more."))
            else:
                cleaned["file"] = str(self.upload.file)
                self.instance.size = self.upload.size
        return cleaned

    @cached_property
    def changed_data(self) -> list[str]:
        """What was changed, but for the file: Wagtail's view would delete the former one before
        the new one is kept, where the medium does it afterwards."""
        return [name for name in super().changed_data if name != "file"]

    def save(self, commit: bool = True) -> AcademyMedia:
        """Keep the medium, take the file that was sent before, and let copies be made of it: all
        or nothing. Raises UploadTaken."""
        with transaction.atomic():
            if self.upload is not None and not self.upload.take():
                return self._made_of(self.upload)
            self._keep_what_was_converted()
            media: AcademyMedia = super().save(commit=commit)
            if self.upload is not None or self.files.get(self.add_prefix("file")):
                media.convert_anew(self.by)
        return media

    def _keep_what_was_converted(self) -> None:
        """A conversion that ended since the row was read stays ended."""
        rows = AcademyMedia.objects.select_for_update(no_key=True)
        now = rows.filter(pk=self.instance.pk).first()
        if now is None:
            return
        poster = () if "thumbnail" in self.changed_data else POSTER
        for name in (*CONVERTED, *poster):
            setattr(self.instance, name, getattr(now, name))

    def _made_of(self, upload: MediaUpload) -> AcademyMedia:
        """Return what the same form has made of `upload` at this moment. Raises UploadTaken."""
        made: AcademyMedia | None = AcademyMedia.objects.filter(file=str(upload.file)).first()
        if made is None or self.instance.pk not in {None, made.pk}:
            raise UploadTaken
        # The view goes on with its own object.
        self.instance.pk = made.pk
        return made

    def _named(self) -> str:
        return self.data.get(self.add_prefix("upload"), "") if self.is_bound else ""


def whole_upload(named: str, by: Any) -> MediaUpload | None:
    """Return the upload of `by` that a form names, where all of it has come."""
    with suppress(ValueError):
        own = MediaUpload.objects.filter(created_by=by, public_id=UUID(named), multipart="")
        return own.filter(received=F("size")).first()
    return None


@dataclass(slots=True)
class CaptionRow:
    """A caption as it is typed, and what is wrong with it."""

    start: str = ""
    end: str = ""
    text: str = ""
    fault: str = ""


@dataclass(slots=True)
class CaptionRows:
    """The captions of a video as they are typed: a row without words is left out."""

    rows: list[CaptionRow]
    shift: str = ""
    shift_fault: str = ""
    cues: list[Cue] = field(default_factory=list)

    @classmethod
    def of_cues(cls, cues: list[Cue]) -> Self:
        """Return the rows of captions that are stored."""
        return cls([CaptionRow(shown_time(c.start), shown_time(c.end), c.text) for c in cues])

    @classmethod
    def of_post(cls, post: QueryDict) -> Self:
        """Return the rows that a form has sent."""
        columns = (post.getlist(name)[:MOST_CUES] for name in ("start", "end", "text"))
        rows = [CaptionRow(*typed) for typed in zip(*columns, strict=False)]
        return cls(
            [row for row in rows if (row.start + row.end + row.text).strip()],
            post.get("shift", "").strip(),
        )

    def is_valid(self) -> bool:
        """Read the rows; say at each what is wrong with it."""
        self.cues = [cue for cue in map(_read_row, self.rows) if cue]
        if self.shift:
            by = read_time(self.shift.lstrip("+-\N{MINUS SIGN}"))
            if by is None:
                self.shift_fault = gettext("Give seconds, such as 2 or -1.5.")
            else:
                self.cues = shifted(
                    self.cues, by if self.shift[0] not in "-\N{MINUS SIGN}" else -by
                )
        return not self.shift_fault and not any(row.fault for row in self.rows)

    @property
    def has_faults(self) -> bool:
        return bool(self.shift_fault) or any(row.fault for row in self.rows)

    @property
    def empty_rows(self) -> range:
        """So many rows are there to be filled; a script adds others."""
        return range(3 if self.rows else 6)


def _read_row(row: CaptionRow) -> Cue | None:
    row.text = "\n".join(
        line for line in without_invisible(row.text).replace("\r", "").split("\n") if line.strip()
    ).strip()
    if not row.text:
        return None
    start, end = read_time(row.start), read_time(row.end)
    if start is None or end is None:
        row.fault = gettext("Give both times, such as 0:04 or 1:02.5.")
    elif end <= start:
        row.fault = gettext("It ends before it begins.")
    elif len(row.text) > MOST_SIGNS:
        row.fault = gettext("This caption is longer than 300 characters.")
    else:
        return Cue(start, end, row.text)
    return None
