"""Forms of lists of people."""

from collections.abc import Iterable
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from academy.people.models import MembershipRole
from academy.people.particulars.fields import TypedField
from academy.people.particulars.names import name_key
from academy.sheets.opening import MAX_BYTES
from academy.sheets.refusals import SheetTooLarge
from courses.intake.queries.pages import LABELS, tabs_of
from courses.intake.rules.choices import Chosen
from courses.intake.rules.columns import Column, is_head
from courses.intake.rules.keeping import said
from courses.intake.rules.rows import LONGEST_CELL
from courses.models import IntakeList, IntakeRow, Pillar
from courses.models.seats.intake import Lot, RestTo

SHOWN = "shown_"


class UploadForm(forms.Form):
    """A list of people, as a file."""

    file = forms.FileField(
        label=_("Excel, ODS or CSV file"),
        help_text=_("Up to 5,000 rows and 10 MB. Nothing is written before you have seen it."),
        widget=forms.FileInput({"accept": ".xlsx,.xls,.ods,.csv,.txt", "data-most": MAX_BYTES}),
        allow_empty_file=True,
        error_messages={"required": _("Choose the file first.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(SheetTooLarge.message)
        return file


class RowFilter(django_filters.FilterSet):
    """Rows by what becomes or became of them, and by name."""

    q = django_filters.CharFilter(method="by_name", label=_("Name"))
    show = django_filters.CharFilter(method="by_tab", widget=forms.HiddenInput)

    class Meta:
        model = IntakeRow
        fields: list[str] = []

    def __init__(self, *args: Any, listing: IntakeList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tabs = tabs_of(listing)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().filter_queryset(queryset)
        shown = self.form.cleaned_data.get("show")
        return rows if shown in self.tabs else rows.exclude(lot=Lot.SKIP)

    def by_name(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        found = rows.filter(full_name__icontains=value)
        if value.isdecimal():
            found |= rows.filter(number=int(value[:6]))
        elif key := name_key(value):
            found |= rows.filter(person__name_key__contains=key)
        return found

    def by_tab(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(self.tabs[value][1]) if value in self.tabs else rows


class MendForm(forms.Form):
    """The cells of a row, each with what the page showed of it."""

    def __init__(self, *args: Any, row: IntakeRow, columns: Iterable[Column], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.columns = list(columns)
        for column in self.columns:
            text = said(row.cells, column)
            self.fields[column] = TypedField(
                label=LABELS[column], required=False, max_length=LONGEST_CELL, initial=text
            )
            self.fields[f"{SHOWN}{column}"] = forms.CharField(
                required=False, initial=text, strip=False, widget=forms.HiddenInput
            )

    def texts(self) -> dict[Column, str]:
        """Return what is typed now."""
        return {column: self.cleaned_data[column] for column in self.columns}

    def shown(self) -> dict[Column, str]:
        """Return what the page showed."""
        return {column: self.cleaned_data[f"{SHOWN}{column}"] for column in self.columns}


class ChoicesForm(forms.Form):
    """Which sheet is meant, what each column holds, and how dates are written."""

    def __init__(self, *args: Any, listing: IntakeList, **kwargs: Any):
        super().__init__(*args, **kwargs)
        understood = listing.understood
        sheets = understood.get("sheets", [])
        if len(sheets) > 1:
            self.fields["sheet"] = forms.ChoiceField(
                label=_("Sheet"),
                choices=[(name, name) for name in sheets],
                initial=understood["sheet"],
            )
        options = [("", _("not read")), (Column.NUMBER, _("Running number")), *LABELS.items()]
        self.letters = [letter for letter, _head, _name in understood.get("heads", [])]
        for letter, head, name in understood.get("heads", []):
            self.fields[f"column_{letter}"] = forms.ChoiceField(
                label=f"{letter}: {head}" if head else letter,
                choices=options,
                initial=name,
                required=False,
            )
        self.fields["is_month_first"] = forms.BooleanField(
            label=_("Dates of birth begin with the month, as in America (12/31/2005)"),
            required=False,
            initial=listing.chosen.get("is_month_first", False),
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        names = frozenset(self._columns().values())
        if not is_head(names):
            self.add_error(
                None,
                _(
                    "A list needs a column with names, and one with telephone numbers, NSPP or "
                    "pesantren."
                ),
            )
        return self.cleaned_data

    def _columns(self) -> dict[str, str]:
        read = {letter: self.cleaned_data.get(f"column_{letter}") for letter in self.letters}
        return {letter: name for letter, name in read.items() if name}

    def chosen(self) -> Chosen:
        """Return what is meant."""
        return Chosen(
            self.cleaned_data.get("sheet", ""),
            self._columns(),
            self.cleaned_data["is_month_first"],
        )


class ConfirmForm(forms.Form):
    """What the people of a list get."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    pillar = forms.ChoiceField(
        label=_("Pillar of these people"), choices=Pillar.choices, widget=forms.RadioSelect
    )
    membership_role = forms.ChoiceField(
        label=_("What they are at their pesantren"),
        choices=[
            ("", _("Do not note it")),
            *(each for each in MembershipRole.choices if each[0] != MembershipRole.COMPANION),
        ],
        required=False,
    )
    rest_to = forms.ChoiceField(
        label=_("For whom no seat is left"),
        choices=RestTo.choices,
        initial=RestTo.RESERVE,
        widget=forms.RadioSelect,
    )
    consent_by = TypedField(
        label=_("Who has signed for the pesantren's consent on paper"),
        max_length=150,
        required=False,
        help_text=_(
            "For everybody in this list who gets a new account. Leave it empty while there is no "
            "such paper; it can be recorded later on the page of each person."
        ),
    )

    def show(self, revision: int) -> None:
        """Let the page that comes back be about the list as it is now."""
        data = cast(QueryDict, self.data).copy()
        data["revision"] = str(revision)
        self.data = data
