"""One hand-in of a round marked, and a part finished."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people import accesses
from academy.people.guards import staff_required
from academy.people.models import AccessKind
from academy.people.requests import SignedInRequest
from academy.web.forms.refusals import put_on
from courses.assignments.queries.work import rubric_of
from courses.calibration import actions
from courses.calibration.access import round_of, work_of
from courses.calibration.forms import MarkForm
from courses.calibration.queries import rounds as queries
from courses.models import CalibrationRound, CalibrationWork


@staff_required
def calibration_work(request: SignedInRequest, round_id: UUID, number: int) -> HttpResponse:
    """A hand-in without its author's name; who is asked marks it until the part is finished."""
    round = round_of(request, round_id)
    work = work_of(round, number)
    part = round.part_of(request.user)
    if request.method == "POST" and not request.user.has_perm("courses.mark_calibration", round):
        raise PermissionDenied
    works = queries.works_of(round)
    kept = queries.marks_of(part)
    criteria = rubric_of(round.assignment)
    form = MarkForm(request.POST or None, criteria=criteria, kept=kept.get(work.pk))
    if request.method == "POST" and form.is_valid() and _keep(request, work, form):
        return _go_on(request, round, works, number)
    if work.stands:
        accesses.opened(request, work.submission.enrollment.user_id, AccessKind.WORK_OPENED)
    is_asked = request.user.has_perm("courses.mark_calibration", round)
    context = {
        "round": round,
        "work": work,
        "works": works,
        "form": form,
        "kept": kept.get(work.pk),
        "marks_now": is_asked and part is not None and not part.finished_at and round.is_open,
    }
    return render(request, "courses/calibration/work.html", context)


def _keep(request: SignedInRequest, work: CalibrationWork, form: MarkForm) -> bool:
    try:
        actions.keep(work=work, by=request.user, **form.given())
    except Refused as refusal:
        put_on(form, refusal)
        return False
    return True


def _go_on(
    request: SignedInRequest, round: CalibrationRound, works: list[CalibrationWork], number: int
) -> HttpResponse:
    """Lead to the next hand-in, or from the last one to the round, where it is finished."""
    messages.success(request, _("Kept. Until you finish the round you may change it."))
    following = [work.number for work in works if work.stands and work.number > number]
    if request.POST.get("then") == "next" and following:
        return redirect("courses:calibration_work", round.public_id, following[0])
    return redirect("courses:calibration", round.public_id)


@staff_required
@require_POST
def calibration_finish(request: SignedInRequest, round_id: UUID) -> HttpResponse:
    """Let the own marks stand, and read those of the others."""
    round = round_of(request, round_id)
    if not request.user.has_perm("courses.mark_calibration", round):
        raise PermissionDenied
    try:
        actions.finish(round=round, by=request.user)
        messages.success(
            request, _("Finished. Your marks stand now, and you read those of the others.")
        )
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    return redirect("courses:calibration", round.public_id)
