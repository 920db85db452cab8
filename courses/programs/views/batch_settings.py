"""Settings of a batch: facts, courses, rule, whether it is public."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from academy.web.forms.refusals import put_on
from courses.acts.kinds import ActKind
from courses.completion import queries as completion
from courses.enrollment.access import run_batch
from courses.models import Batch, CompletionRule, Program
from courses.programs.actions import batches as actions
from courses.programs.actions import deleting
from courses.programs.forms.batches import BatchForm, CopyForm, CoursesForm, NewBatchForm, RuleForm
from courses.programs.queries.batches import dead_ends, next_number, public_url, rule_in_words


def _page(request: SignedInRequest, batch: Batch, **forms: Any) -> HttpResponse:
    rule = completion.rule_of(batch)
    page = {
        "batch": batch,
        "public_url": public_url(batch),
        "rule_words": rule_in_words(rule),
        "dead_ends": dead_ends(batch, rule),
        "met_count": completion.met_count(batch),
        # A copy: what is typed must not stand in the heading before it is saved.
        "form": BatchForm(instance=Batch.objects.get(pk=batch.pk), user=request.user),
        "courses_form": CoursesForm(batch=batch),
        "rule_form": RuleForm(instance=rule),
    } | forms
    return render(request, "courses/programs/batch_settings.html", page)


def _saved(request: SignedInRequest, batch: Batch) -> HttpResponse:
    """Show or hide the batch, where that button sent the form."""
    messages.success(request, _("The settings are saved."))
    wanted = request.POST.get("publish", "")
    if wanted in {"0", "1"}:
        try:
            actions.publish(batch=batch, by=request.user, is_published=wanted == "1")
        except Refused as refusal:
            messages.error(request, refusal.message)
    return redirect("courses:batch_settings", batch.public_id)


@worker_required
def batch_settings(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """What the batch is, teaches and demands: one form, one button."""
    batch = run_batch(request, batch_id)
    if request.method != "POST":
        return _page(request, batch)
    stored = Batch.objects.get(pk=batch.pk)
    form = BatchForm(request.POST, instance=stored, user=request.user)
    courses = CoursesForm(request.POST, batch=batch)
    rule = RuleForm(request.POST, instance=_stored_rule(batch))
    # Each of them says what is wrong in it.
    if all([form.is_valid(), courses.is_valid(), rule.is_valid()]) and _save(
        request, batch, form, courses, rule
    ):
        return _saved(request, batch)
    return _page(request, batch, form=form, courses_form=courses, rule_form=rule)


def _save(
    request: SignedInRequest, batch: Batch, form: BatchForm, courses: CoursesForm, rule: RuleForm
) -> bool:
    """Write what was changed; a refusal is put where it belongs on the page."""
    try:
        actions.save_settings(
            batch=batch,
            by=request.user,
            facts=form.facts(),
            coordinators=form.changes().get("coordinators"),
            course_ids=courses.course_ids() if courses.changes() else None,
            rule=rule.changes(),
        )
    except actions.CourseInUse as refusal:
        put_on(courses, refusal)
    except (actions.NumberTaken, actions.SeatsBelowTaken) as refusal:
        put_on(form, refusal)
    else:
        return True
    return False


def _stored_rule(batch: Batch) -> CompletionRule:
    """Return the rule as a copy: what is typed must not stand for what is stored."""
    return CompletionRule.objects.filter(batch=batch).first() or CompletionRule(batch=batch)


@require_safe
@worker_required
def batch_rule(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Say in words what the rule would demand that is being typed."""
    batch = run_batch(request, batch_id)
    form = RuleForm(request.GET, instance=_stored_rule(batch))
    page = {}
    if form.is_valid():
        rule = form.instance
        page = {"rule_words": rule_in_words(rule), "dead_ends": dead_ends(batch, rule)}
    return render(request, "courses/programs/batch_settings.html#rule_words", page)


@worker_required
def batch_new(request: SignedInRequest) -> HttpResponse:
    """Open a batch; courses, rule and schedule follow on its settings page."""
    if not request.user.has_perm("courses.add_batch"):
        raise PermissionDenied
    if not Program.objects.visible_to(request.user).exists():
        # Somebody new here, or the first day of an academy: nothing to choose.
        return render(request, "courses/programs/no_program.html")
    initial = _first_choice(request)
    form = NewBatchForm(request.POST or None, user=request.user, initial=initial)
    batch = make_once(
        request,
        form,
        kind=ActKind.NEW_BATCH,
        model=Batch,
        make=lambda: actions.create(by=request.user, **form.batch()),
    )
    if batch is None:
        return render(request, "courses/programs/batch_new.html", {"form": form})
    messages.success(request, _("The batch is made. Now choose its courses and rule."))
    return redirect("courses:batch_settings", batch.public_id)


def _first_choice(request: SignedInRequest) -> dict[str, object]:
    """Return the program asked for, or the only one, and the number that follows there."""
    programs = Program.objects.visible_to(request.user)
    asked = programs.filter(slug=request.GET.get("program", "")).first()
    program = asked or (programs.get() if programs.count() == 1 else None)
    return {"program": program, "number": next_number(program)} if program else {}


@worker_required
def batch_copy(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Make a new batch like this one, its dates moved."""
    batch = run_batch(request, batch_id)
    form = CopyForm(request.POST or None, initial={"number": next_number(batch.program)})
    new = make_once(
        request,
        form,
        kind=ActKind.COPY_BATCH,
        model=Batch,
        make=lambda: actions.copy(batch=batch, by=request.user, **form.cleaned_data),
    )
    if new is None:
        return render(request, "courses/programs/batch_copy.html", {"batch": batch, "form": form})
    messages.success(request, _("The batch is copied. It is hidden until you make it public."))
    return redirect("courses:batch_settings", new.public_id)


@worker_required
def batch_delete(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Ask once, then delete a batch that nobody came to."""
    batch = run_batch(request, batch_id)
    if request.method == "POST":
        try:
            deleting.delete_batch(batch=batch, by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("courses:batch_settings", batch_id)
        messages.success(request, _("The batch is deleted."))
        return redirect("courses:work_batches")
    return render(request, "courses/programs/batch_delete.html", {"batch": batch})
