"""Telling the coordinator that long work is done: they may have left the page."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core.models import Job
from academy.notify.actions import notify
from academy.notify.models import NoticeKind


def tell_issued(job: Job, result: dict[str, Any]) -> None:
    """Tell who started `job` how many certificates it issued (`result` of `issue_many`)."""
    with translation.override(job.created_by.language):
        _tell(job, _issued(result))


def tell_packed(job: Job) -> None:
    """Tell who started `job` that the ZIP file is there."""
    with translation.override(job.created_by.language):
        _tell(job, _("The ZIP file of the certificates is ready to download."))


def _tell(job: Job, sentence: str) -> None:
    notify(
        job.created_by,
        NoticeKind.MESSAGE,
        key=f"job:{job.public_id}",
        params={"text": sentence},
        url=job.return_url,
    )


def _issued(result: dict[str, Any]) -> str:
    issued, refused = result["issued"], len(result["refused"])
    if refused:
        return _("%(issued)s certificates issued; %(refused)s people were not ready any more.") % {
            "issued": issued,
            "refused": refused,
        }
    return ngettext("%(issued)s certificate issued.", "%(issued)s certificates issued.", issued) % {
        "issued": issued
    }
