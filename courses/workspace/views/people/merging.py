"""The pages on which two accounts of one person become one: found, compared, done."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from academy.people import accesses
from academy.people.guards import runner_required
from academy.people.models import User
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from courses.acts.kinds import ActKind
from courses.models import Application, Enrollment, PersonMerge
from courses.workspace.actions.merging import merge_people as merge
from courses.workspace.forms.merging import MergeForm
from courses.workspace.queries.people import merging


@runner_required
def merge_find(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Show who may be the same person, and find another account by what is typed."""
    person = _opened(request, user_id)
    typed = request.GET.get("q", "")
    context = {
        "person": person,
        "found": merging.candidates(person, request.user, typed),
        "typed": typed.strip(),
        "back_url": _page_of(request, person),
    }
    return render(request, "courses/workspace/merge_find.html", context)


@runner_required
def merge_people(request: SignedInRequest, user_id: UUID, other_id: UUID) -> HttpResponse:
    """Put both side by side, say what will happen, and merge what was seen."""
    if (stayed := _merged_before(request, user_id, other_id)) is not None:
        return stayed
    people = _opened(request, user_id), _opened(request, other_id)
    if people[0] == people[1]:
        raise Http404
    sides = tuple(merging.side(person) for person in people)
    proposed = max(sides, key=lambda side: side.weight).person
    is_decided = "seen" in request.POST
    form = MergeForm(request.POST or None, people=people, proposed=proposed, is_decided=is_decided)
    is_seen = is_decided and form.is_valid() and request.POST["seen"] == form.seen_mark()
    if is_seen and (made := _made(request, form)) is not None:
        return redirect(_page_of(request, made.person))
    context: dict[str, object] = {
        "form": form,
        "sides": sides,
        "person": people[0],
        "unlike": merging.unlike(*people),
    }
    if form.is_bound and not {"stays", "reason"} & set(form.errors):
        form.ask_what_ends()
        asked = {"kept": form.kept, "gone": form.gone}
        context |= asked | {
            "why_not": merging.clash(**asked),
            "left_behind": merging.left_behind(**asked),
            "drafts": merging.drafts_ending(**asked),
            "is_previewed": True,
        }
    return render(request, "courses/workspace/merge_people.html", context)


def _opened(request: SignedInRequest, user_id: UUID) -> User:
    """Return somebody of the reader's batches whose account the reader may merge."""
    person = get_object_or_404(merging.people_of(request.user), public_id=user_id)
    if not request.user.has_perm("courses.merge_person", person):
        raise PermissionDenied(
            gettext(
                "Accounts of people who work here are not merged. Of somebody with a seat or an "
                "application in a batch that you do not run, a program manager can do it."
            )
        )
    accesses.opened(request, person.pk)
    return person


def _merged_before(
    request: SignedInRequest, user_id: UUID, other_id: UUID
) -> HttpResponseRedirect | None:
    """Lead on who sends it twice, or has it open in two tabs."""
    made = (
        PersonMerge.objects.filter(
            person__public_id__in=[user_id, other_id], account__public_id__in=[user_id, other_id]
        )
        .select_related("person")
        .first()
    )
    visible = merging.people_of(request.user)
    if made is None or not visible.filter(pk=made.person_id).exists():
        return None
    return redirect(_page_of(request, made.person))


def _made(request: SignedInRequest, form: MergeForm) -> PersonMerge | None:
    made = make_once(
        request,
        form,
        kind=ActKind.MERGE_PEOPLE,
        model=PersonMerge,
        make=lambda: merge(
            kept=form.kept, gone=form.gone, by=request.user, reason=form.cleaned_data["reason"]
        ),
    )
    if made is not None:
        text = gettext("The accounts are one now. The participant is told.")
        messages.success(request, text)
    return made


def _page_of(request: SignedInRequest, person: User) -> str:
    """Return the address of the newest seat, or application, of a person."""
    seat = Enrollment.objects.visible_to(request.user).filter(user=person).order_by("-pk").first()
    if seat is not None:
        return reverse("courses:person", args=[seat.public_id])
    asked = Application.objects.visible_to(request.user).filter(user=person).order_by("-pk")
    if (application := asked.first()) is not None:
        return reverse("courses:application_detail", args=[application.public_id])
    return reverse("courses:work_home")
