"""Telling the coordinator that long work is done: they may have left the page."""

from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core.models import Job
from academy.notify.actions import notify
from academy.notify.notices import NoticeKind


def tell_issued(job: Job, result: dict[str, Any]) -> None:
    """Tell who started `job` how many certificates it issued (`result` of `issue_many`)."""
    _tell(job, lambda: _issued(result))


def tell_packed(job: Job) -> None:
    """Tell who started `job` that the ZIP file is there."""
    _tell(job, lambda: _("The ZIP file of the certificates is ready to download."))


def _tell(job: Job, sentence: Callable[[], str]) -> None:
    """Leave a notice in the language of who started `job`; once, however often it ran."""
    reader = job.created_by
    if reader is None:
        return
    with translation.override(reader.language):
        text = sentence()
    notify(
        reader,
        NoticeKind.MESSAGE,
        key=f"job:{job.public_id}",
        params={"text": text},
        url=job.return_url,
    )


def _issued(result: dict[str, Any]) -> str:
    issued, refused = result["issued"], len(result["refused"])
    if refused:
        return _(
            "%(issued)s certificates issued; %(refused)s people got none. The certificates page "
            "of the batch says why."
        ) % {
            "issued": issued,
            "refused": refused,
        }
    return ngettext("%(issued)s certificate issued.", "%(issued)s certificates issued.", issued) % {
        "issued": issued
    }
