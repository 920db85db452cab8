"""Captions of a video as they are typed."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from cms.captions import Cue, written
from cms.models import AcademyMedia
from cms.models.files.media import Drawn


class CaptionsChanged(Refused):
    message = _(
        "Somebody has changed these captions after you had opened this page. Yours are still "
        "below and not saved: copy what you need, then open the page anew."
    )


def keep_captions(*, media: AcademyMedia, cues: Sequence[Cue], seen: str) -> AcademyMedia:
    """Let `cues` be the captions of `media`; none takes them away.

    `seen` is the name of the file that was shown. Raises CaptionsChanged.
    """
    with transaction.atomic():
        locked: AcademyMedia = AcademyMedia.objects.select_for_update(no_key=True).get(pk=media.pk)
        if str(locked.captions) != seen:
            raise CaptionsChanged
        name = f"{PurePosixPath(str(locked.file)).stem}.vtt"
        locked.captions = Drawn(written(cues), name) if cues else ""
        locked.save()
        return locked
