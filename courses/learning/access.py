"""What the participant's views share: finding the seat, and showing a refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from academy.core.errors import Refused
from academy.core.statements import Statement
from academy.people.requests import SignedInRequest
from courses.acts.rules import may_read
from courses.completion.plan import for_plans, with_plans
from courses.models import Enrollment
from courses.models.seats.enrollment import EnrollmentQuerySet


def own_seat(request: SignedInRequest, batch_id: UUID) -> Enrollment:
    """Return the reader's own enrollment in the batch, or raise Http404.

    Who has moved since comes with the old address too: from a bookmark, or with work that a
    handset has kept.
    """
    user = request.user
    found = _SEAT.objects(user.pk, batch_id) or _SEAT_MOVED.objects(user.pk, batch_id)
    seats = with_plans(found, user)
    if not seats:
        raise Http404
    return seats[0]


def _seat(user: int, batch_id: UUID) -> EnrollmentQuerySet:
    return for_plans(Enrollment.objects.of_participant(user).filter(batch__public_id=batch_id))


def _seat_moved(user: int, batch_id: UUID) -> EnrollmentQuerySet:
    own = Enrollment.objects.of_participant(user)
    return for_plans(own.filter(moves__from_batch__public_id=batch_id).distinct())


_SEAT, _SEAT_MOVED = Statement(_seat, int, UUID), Statement(_seat_moved, int, UUID)


def readable_seat(request: SignedInRequest, batch_id: UUID) -> Enrollment:
    """Return the reader's own enrollment if it still gives access to the courses."""
    enrollment = own_seat(request, batch_id)
    refuse_who_left(request, enrollment)
    return enrollment


def refuse_who_left(request: SignedInRequest, enrollment: Enrollment) -> None:
    """Raise PermissionDenied, with the reason, where the seat opens the courses no more."""
    if not may_read(request.user, enrollment):
        raise PermissionDenied(
            _("You have left this batch, so its courses are closed to you. Your results stay.")
        )


def gives_words_back(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give back the `text` that was typed where the place was closed to its author meanwhile.

    A seat may end, or a course be taught by somebody else, while somebody writes.
    """

    @wraps(view)
    def found(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Http404, PermissionDenied) as closed:
            text = request.POST.get("text", "").strip()
            if not text:
                raise
            is_refused = isinstance(closed, PermissionDenied)
            return render(
                request,
                "courses/learning/not_sent.html",
                {"why": str(closed) if is_refused else "", "typed": [("", text)]},
                status=HTTPStatus.FORBIDDEN if is_refused else HTTPStatus.NOT_FOUND,
            )

    return found


@contextmanager
def refusals(request: HttpRequest) -> Iterator[Callable[[], bool]]:
    """Show what an action refuses as a message; the function yielded tells if it did."""
    refused: list[Refused] = []
    try:
        yield lambda: bool(refused)
    except Refused as refusal:
        refused.append(refusal)
        messages.error(request, refusal.message)
