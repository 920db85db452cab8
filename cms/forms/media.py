"""Forms of videos and recordings: the file, sent in pieces before the form, and captions."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

from django.db.models import F
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from academy.core.typed import without_invisible
from cms.captions import MOST_CUES, MOST_SIGNS, Cue, read_time, shifted, shown_time
from cms.models import AcademyMedia, MediaUpload

# What the script that sends a large file says.
SENDING = {
    "sending": _("Sending: {part} of {whole}"),
    "broken": _("The line is broken. It goes on by itself, from {part} of {whole}."),
    "ended": _("Your session has ended. Sign in in another tab; it goes on here by itself."),
    "whole": _("“{name}” has arrived. Save the form now."),
    "saving": _("The form is saved as soon as the file has arrived."),
    "stop": _("Stop sending"),
}


class MediaForm(BaseMediaForm):
    """A video or a recording; its small copies are made as soon as it is saved.

    A script sends the file in pieces before the form, which then names the upload. Without it
    the file comes with the form, as far as forms take files.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.by = kwargs.get("user")
        super().__init__(*args, **kwargs)
        self.upload: MediaUpload | None = None
        file = self.fields["file"]
        file.widget.attrs |= {
            "data-pieces": reverse("cms_upload"),
            "data-field": self.add_prefix("upload"),
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
            self.upload = _whole_upload(named, self.by)
            if self.upload is None:
                self.add_error("file", _("This file has not arrived. Choose it once more."))
            else:
                cleaned["file"] = str(self.upload.file)
                self.instance.size = self.upload.size
        return cleaned

    def save(self, commit: bool = True) -> AcademyMedia:
        media: AcademyMedia = super().save(commit=commit)
        if self.upload is not None:
            # The file is the medium's now.
            self.upload.delete()
        if self.upload is not None or "file" in self.changed_data:
            media.convert_anew(self.by)
        return media

    def _named(self) -> str:
        return self.data.get(self.add_prefix("upload"), "") if self.is_bound else ""


def _whole_upload(named: str, by: Any) -> MediaUpload | None:
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
