"""The page on which a mark is set right, with all that was corrected before."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from academy.people import accesses
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from courses.acts.kinds import ActKind
from courses.marks import actions, queries
from courses.marks.forms import CorrectionForm, RemarkingForm
from courses.marks.queries import Standing
from courses.marks.rules import may_correct, remarkable_by
from courses.models import Enrollment, EnrollmentState, MarkCorrection, Remarking


@worker_required
def mark_correct(request: SignedInRequest, enrollment_id: UUID, activity_id: UUID) -> HttpResponse:
    """Correct a mark with a reason; where “passed” would go, ask once more."""
    found = _standing(request, enrollment_id, activity_id)
    form = CorrectionForm(request.POST or None, mark=found.mark)
    made = make_once(
        request,
        form,
        kind=ActKind.CORRECT_MARK,
        model=MarkCorrection,
        make=lambda: _correct(request, found, form),
    )
    if made is not None:
        _say(request, made)
        return redirect(request.path)
    context = {"standing": found, "enrollment": found.enrollment, "form": form}
    context["sees_person"] = (
        Enrollment.objects.visible_to(request.user).filter(pk=found.enrollment.pk).exists()
    )
    return render(request, "courses/marks/mark_correct.html", context)


def _standing(request: SignedInRequest, enrollment_id: UUID, activity_id: UUID) -> Standing:
    """Return what is corrected here; 404 for who may not, who should not know of it either."""
    found = queries.standing(enrollment_id, activity_id)
    if found is None or not may_correct(request.user, found.enrollment, found.activity):
        raise Http404
    accesses.opened(request, found.enrollment.user_id)
    return found


def _correct(request: SignedInRequest, found: Standing, form: CorrectionForm) -> MarkCorrection:
    sent = form.cleaned_data
    try:
        return actions.correct(
            enrollment=found.enrollment,
            activity=found.activity,
            by=request.user,
            mark=sent["mark"],
            reason=sent["reason"],
            shown=sent["shown"],
            may_take_back=sent["may_take_back"],
        )
    except actions.TakesBack:
        form.ask_about_taking_back()
        raise
    except actions.MarkChanged as changed:
        form.show(changed.mark)
        raise


def _say(request: SignedInRequest, made: MarkCorrection) -> None:
    messages.success(request, gettext("The mark is corrected, and the participant is told."))
    seat = made.enrollment
    if seat.is_eligible and seat.state == EnrollmentState.FAILED:
        messages.info(
            request,
            gettext(
                "This person meets the rule now, but was noted as not having passed. "
                "Give the seat back on the page of the participant, and it is completed."
            ),
        )


SHOWN = 200


@worker_required
def mark_again(request: SignedInRequest, question_id: UUID) -> HttpResponse:
    """Show whose marks a corrected key would change, and change them with a reason."""
    question = get_object_or_404(remarkable_by(request.user), question_id=question_id)
    form = RemarkingForm(request.POST or None)
    made = make_once(
        request,
        form,
        kind=ActKind.MARK_AGAIN,
        model=Remarking,
        make=lambda: actions.begin_marking_again(
            question=question, reason=form.cleaned_data["reason"], by=request.user
        ),
    )
    if made is not None:
        messages.success(
            request, gettext("Keys and marks are set right now. Whoever gains by it is told.")
        )
        return redirect(request.path)
    effect = queries.effect_of(question)
    context = {
        "question": question,
        "form": form,
        "effect": effect,
        "gaining": effect.gaining[:SHOWN],
        "gaining_count": len(effect.gaining),
        "remarkings": queries.remarkings_of(question),
    }
    return render(request, "courses/marks/mark_again.html", context)
