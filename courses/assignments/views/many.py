"""Several hand-ins of one assignment, accepted alike: chosen by their photos, confirmed, undone."""

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from academy.core.jobs import AT_ONCE
from academy.core.text.typed import uuid_of, whole_of
from academy.people.guards import trainer_required
from academy.people.requests import SignedInRequest
from cms.models import AssignmentPage
from courses.acts.client import moment_of
from courses.assignments.actions import many
from courses.assignments.forms.review import QueueFilter, ReviewForm
from courses.assignments.queries import reviews as queries
from courses.assignments.queries.work import rubric_of
from courses.assignments.views.queue import TOGETHER, query_of
from courses.models import Review, ReviewDraft, Submission

PAGE = "courses/assignments/accept_many.html"


@trainer_required
def accept_many(request: SignedInRequest) -> HttpResponse:
    """Show what waits of the assignment in the address; accept what is chosen, once confirmed."""
    assignment = _assignment(request)
    if assignment is None:
        return redirect(reverse("courses:review_queue"))
    rows = _waiting(request)
    form = ReviewForm(request.POST or None, criteria=rubric_of(assignment), draft=ReviewDraft())
    chosen = _chosen(request, assignment)
    context = {
        "assignment": assignment,
        "cases": _cases(rows, chosen),
        "chosen": chosen,
        "form": form,
        "query": query_of(request),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, PAGE, context)
    if not chosen:
        form.add_error(None, gettext("Choose at least one hand-in by its photo."))
        return render(request, PAGE, context)
    if "confirmed" not in request.POST:
        return render(request, "courses/assignments/accept_many_confirm.html", context)
    return _accept(request, form, chosen)


def _assignment(request: SignedInRequest) -> AssignmentPage | None:
    """Return the assignment of the address, if something of it waits for the reader, or did."""
    rows = queries.reviewable if request.method == "POST" else queries.queue
    known = rows(request.user).order_by().values("assignment")
    asked = whole_of(request.GET.get("assignment", ""))
    found: AssignmentPage | None = AssignmentPage.objects.filter(pk=asked, pk__in=known).first()
    return found


def _waiting(request: SignedInRequest) -> list[Submission]:
    rows = queries.listed(request.user).prefetch_related("files")
    found = QueueFilter(request.GET, queryset=rows, request=request).qs
    # As many as one waits for.
    return list(found.order_by("submitted_at", "pk")[:AT_ONCE])


def _chosen(request: SignedInRequest, assignment: AssignmentPage) -> list[many.Chosen]:
    """Return those that were ticked, as the page with their photos showed them.

    One that waits no more is among them: sent again it is done already, or it is told why not.
    """
    asked = [key for text in request.POST.getlist("selected")[:AT_ONCE] if (key := uuid_of(text))]
    return [
        many.Chosen(row, moment_of(request.POST.get(f"handed_in_{row.public_id}", "")))
        for row in queries.of_assignment(request.user, assignment, asked)
    ]


def _cases(
    rows: list[Submission], chosen: list[many.Chosen]
) -> list[tuple[Submission, many.Chosen | None]]:
    """Return each of `rows` with how it was ticked: a page that comes back has its ticks."""
    ticked = {one.submission.pk: one for one in chosen}
    return [(row, ticked.get(row.pk)) for row in rows]


def _accept(request: SignedInRequest, form: ReviewForm, chosen: list[many.Chosen]) -> HttpResponse:
    outcomes = many.accept_many(
        chosen,
        by=request.user,
        mark=form.mark_given(),
        scores=form.scores(),
        feedback=form.cleaned_data["feedback"],
        client_id=form.cleaned_data["client_id"],
    )
    made = [str(row.review.public_id) for row in outcomes if row.review is not None]
    if made:
        request.session[TOGETHER] = {"ids": made, "at": timezone.now().timestamp()}
        messages.success(
            request,
            ngettext("%(count)d hand-in accepted.", "%(count)d hand-ins accepted.", len(made))
            % {"count": len(made)},
        )
    _tell_refused(request, outcomes, gettext("Not accepted (%(count)d): %(names)s. %(why)s"))
    return redirect(reverse("courses:review_queue"))


def _tell_refused(request: SignedInRequest, outcomes: list[many.Outcome], words: str) -> None:
    """Say `words` of each reason why something was not done, with whom it is about."""
    for why, count in Counter(row.refusal for row in outcomes if row.refusal).items():
        names = ", ".join(
            row.submission.enrollment.user.full_name for row in outcomes if row.refusal == why
        )
        messages.warning(request, words % {"count": count, "names": names, "why": why})


@trainer_required
@require_POST
def undo_many(request: SignedInRequest) -> HttpResponse:
    """Take back what was accepted together last, as far as that is still possible."""
    kept = request.session.pop(TOGETHER, {"ids": []})
    ids = [known for text in kept["ids"] if (known := uuid_of(text))]
    # Also one whose words were put right since: it stands as another row.
    found = Review.objects.filter(public_id__in=ids, reviewer=request.user).select_related(
        "submission__enrollment__user"
    )
    outcomes = many.undo_many(found, by=request.user)
    if count := sum(not row.refusal for row in outcomes):
        messages.success(
            request,
            ngettext("%(count)d review is undone.", "%(count)d reviews are undone.", count)
            % {"count": count},
        )
    _tell_refused(request, outcomes, gettext("Not undone (%(count)d): %(names)s. %(why)s"))
    return redirect(reverse("courses:review_queue"))
