"""Telling the coordinator that long work is done: they may have left the page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core.models import Job
from academy.notify.actions import tell_done


def tell_issued(job: Job, result: dict[str, Any]) -> None:
    """Tell who started `job` how many certificates it issued (`result` of `issue_many`)."""
    tell_done(job, lambda: _issued(result))


def tell_packed(job: Job) -> None:
    """Tell who started `job` that the ZIP file is there."""
    tell_done(job, lambda: _("The ZIP file of the certificates is ready to download."))


def tell_sent(job: Job) -> None:
    """Tell who started `job` how many certificates it has sent."""
    refused = sum(len(places) for places in job.refusals.values())
    tell_done(job, lambda: sent(job.total_count - refused))


def sent(count: int) -> str:
    """Say how many certificates were sent."""
    return ngettext("%(count)s certificate sent.", "%(count)s certificates sent.", count) % {
        "count": count
    }


def _issued(result: dict[str, Any]) -> str:
    issued, refused = result["issued"], len(result["refused"])
    if refused:
        said = _(
            "%(issued)s certificates issued; %(refused)s people got none. The certificates page "
            "of the batch says why."
        ) % {
            "issued": issued,
            "refused": refused,
        }
    else:
        said = ngettext(
            "%(issued)s certificate issued.", "%(issued)s certificates issued.", issued
        ) % {"issued": issued}
    if unprinted := len(result["unprinted"]):
        said += " " + ngettext(
            "The file of %(count)s of them could not be made: the certificates page says why.",
            "The files of %(count)s of them could not be made: the certificates page says why.",
            unprinted,
        ) % {"count": unprinted}
    return said
