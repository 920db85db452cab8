"""Why a file is no film that can be shown, in words for who has sent it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FilmFault(models.TextChoices):
    HALF = (
        "half",
        _("Only a part of this file has arrived, or its end is damaged. Upload it once more."),
    )
    UNREADABLE = (
        "unreadable",
        _("This is neither a video nor a recording that can be opened. Export it anew as MP4."),
    )
    NO_PICTURE = (
        "no_picture",
        _("There is only sound in this file. Add it as audio, and not as a video."),
    )
    NO_SOUND = ("no_sound", _("There is no sound in this file."))
    TOO_LONG = ("too_long", _("This takes longer than three hours. Cut it into parts."))
    TOO_WIDE = (
        "too_wide",
        _("The picture of this video is larger than 8K. Export it in a smaller size."),
    )
    TOO_MUCH = (
        "too_much",
        _("Converting this takes more time or memory than any lesson's video. Export it anew."),
    )


class FilmRefused(Exception):
    """A file of which no small copies can be made."""

    def __init__(self, fault: FilmFault) -> None:
        super().__init__(fault.value)
        self.fault = fault
