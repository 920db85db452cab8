"""The pesantren at work: look one up, add and correct, import a whole list."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academy.people.errors import NsppTaken
from academy.people.guards import manager_required, runner_required
from academy.people.models import Pesantren, PesantrenList, Regency
from academy.people.models.verbs import PeopleAct
from academy.people.registry.actions import pesantren as actions
from academy.people.registry.forms import ListForm, PesantrenFilter, PesantrenForm
from academy.people.registry.rules import SENTENCES, Fault
from academy.people.requests import SignedInRequest
from academy.sheets.refusals import SheetRefused
from academy.web import lists
from academy.web.files.posts import takes_files
from academy.web.formats import number
from academy.web.forms.once import make_once
from academy.web.forms.refusals import put_on

COLUMNS = (
    lists.Column("name", gettext_lazy("Name"), lambda row: row.name, sort="name"),
    lists.Column("nspp", gettext_lazy("NSPP"), lambda row: row.nspp or "", sort="nspp"),
    lists.Column(
        "regency", gettext_lazy("Regency"), lambda row: row.regency.name, sort="regency__name"
    ),
    lists.Column(
        "district",
        gettext_lazy("District"),
        lambda row: row.district.name if row.district else "",
    ),
    lists.Column("kopontren", gettext_lazy("Cooperative"), lambda row: row.kopontren_name),
    lists.Column("product", gettext_lazy("Product"), lambda row: row.product),
    lists.Column("stage", gettext_lazy("Stage of coaching"), lambda row: row.get_stage_display()),
    lists.Column(
        "people", gettext_lazy("People"), lambda row: row.people_count, sort="people_count"
    ),
)
SHOWN = 50


@runner_required
def pesantren_list(request: SignedInRequest) -> HttpResponse:
    found = lists.build(
        request,
        Pesantren.objects.select_related("regency", "district").annotate(
            people_count=Count("memberships__user", distinct=True)
        ),
        filterset_class=PesantrenFilter,
        columns=COLUMNS,
        default_sort="name",
    )
    if found.wants_export:
        return lists.spreadsheet(request, COLUMNS, found.rows, filename="pesantren.xlsx")
    return render(request, "people/pesantren_list.html", {"list": found})


@runner_required
def pesantren_new(request: SignedInRequest) -> HttpResponse:
    form = PesantrenForm(request.POST or None, instance=Pesantren())
    made = make_once(
        request,
        form,
        kind=PeopleAct.NEW_PESANTREN,
        model=Pesantren,
        make=lambda: actions.save_pesantren(
            pesantren=Pesantren(), by=request.user, **form.cleaned_data
        ),
    )
    if made is None:
        return _page(request, form, None)
    messages.success(request, _("%(name)s is added.") % {"name": made})
    return redirect("people:pesantren_list")


@runner_required
def pesantren_edit(request: SignedInRequest, pesantren_id: UUID) -> HttpResponse:
    found = get_object_or_404(Pesantren, public_id=pesantren_id)
    # The form writes into what it is given, also what is refused.
    form = PesantrenForm(request.POST or None, instance=Pesantren.objects.get(pk=found.pk))
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_pesantren(pesantren=found, by=request.user, **form.changes())
        except NsppTaken as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("people:pesantren_list")
    return _page(request, form, found)


def _page(request: SignedInRequest, form: PesantrenForm, found: Pesantren | None) -> HttpResponse:
    return render(request, "people/pesantren.html", {"form": form, "pesantren": found})


@takes_files
@manager_required
def pesantren_import(request: SignedInRequest) -> HttpResponse:
    """Choose a list; it is read and shown before anything is written."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = actions.read_list(content=file.read(), filename=file.name, by=request.user)
        except SheetRefused as refusal:
            put_on(form, refusal)
        else:
            return redirect("people:pesantren_preview", found.public_id)
    return render(request, "people/pesantren_import.html", {"form": form})


@manager_required
def pesantren_preview(request: SignedInRequest, list_id: UUID) -> HttpResponse:
    """What importing the list would do; a post does it."""
    found = get_object_or_404(PesantrenList, public_id=list_id, created_by=request.user)
    if request.method == "POST":
        actions.import_list(found=found, by=request.user)
        text = ngettext(
            "The list is imported: %(figure)s pesantren is known now.",
            "The list is imported: %(figure)s pesantren are known now.",
            known := Pesantren.objects.count(),
        )
        messages.success(request, text % {"figure": number(known)})
        return redirect("people:pesantren_list")
    difference = actions.compare(found)
    regencies = dict(Regency.objects.values_list("pk", "name"))
    context = {
        "found": found,
        "difference": difference,
        "new": [(row, regencies[row.regency]) for row in difference.new[:SHOWN]],
        "changed": [
            (before, row, regencies[row.regency]) for before, row in difference.changed[:SHOWN]
        ],
        "faults": [
            (line, SENTENCES[Fault(fault)], text) for line, fault, text in found.faults[:SHOWN]
        ],
        "shown": SHOWN,
    }
    return render(request, "people/pesantren_preview.html", context)
