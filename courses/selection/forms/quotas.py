"""How many a batch is to accept of whom: rows that are set, added and taken away."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from academy.core.text.typed import only_digits
from academy.people.models import Gender, Pesantren, Regency
from academy.people.particulars.fields import TypedField
from academy.web.forms.shown import ShownForm
from courses.admission.proposal.asked import Kind, kind
from courses.models import Pillar, QuotaBy, SelectionQuota
from courses.models.batches.quota import EACH, LARGEST_QUOTA
from courses.selection.queries.kinds import Words, words_of

BLANK_ROWS, MOST_BLANK = 3, 30
ONE_PESANTREN = "one"
# Of how many values "each" speaks at least, whoever applies.
VALUES_OF_EACH = {QuotaBy.GENDER: 2, QuotaBy.PILLAR: len(Pillar.values)}


@dataclass(frozen=True, slots=True)
class Row:
    """The inputs of one quota; `what` is None for one that stands, which has a label."""

    label: str
    least: forms.BoundField
    most: forms.BoundField
    what: forms.BoundField | None = None
    nspp: forms.BoundField | None = None
    gone: forms.BoundField | None = None


class QuotasForm(ShownForm, forms.Form):
    """The quotas of a program or of a batch, with `blank` rows for more."""

    def __init__(
        self,
        *args: Any,
        quotas: Sequence[SelectionQuota],
        seats: int | None,
        blank: int = BLANK_ROWS,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._seats = seats
        self._standing = {f"{quota.by}_{_key(quota.value)}": quota for quota in quotas}
        self._new = [f"new{number}" for number in range(min(blank, MOST_BLANK))]
        self.words = words_of(kind(quota.by, quota.value) for quota in quotas)
        for key, quota in self._standing.items():
            label = self.words.of(kind(quota.by, quota.value))
            self._show_numbers(key, label, quota)
            self.fields[f"{key}_gone"] = forms.BooleanField(
                label=_("Remove: %(label)s") % {"label": label}, required=False
            )
        choices = _choices() if self._new else []
        for key in self._new:
            self.fields[f"{key}_what"] = forms.ChoiceField(
                label=gettext_lazy("Who is counted"), choices=choices, required=False
            )
            self.fields[f"{key}_nspp"] = TypedField(
                label=gettext_lazy("NSPP of the pesantren"), max_length=20, required=False
            )
            self._show_numbers(key, str(gettext_lazy("new quota")), None)

    def _show_numbers(self, key: str, label: str, quota: SelectionQuota | None) -> None:
        for part, words in (
            ("least", pgettext_lazy("quota", "At least")),
            ("most", pgettext_lazy("quota", "At most")),
        ):
            self.show(
                f"{key}_{part}",
                forms.IntegerField(
                    label=f"{words}: {label}",
                    min_value=0,
                    max_value=LARGEST_QUOTA,
                    required=False,
                ),
                getattr(quota, part, None),
            )

    def rows(self) -> list[Row]:
        """Return the inputs by row, as the page shows them."""
        standing = [
            Row(
                self.words.of(kind(quota.by, quota.value)),
                self[f"{key}_least"],
                self[f"{key}_most"],
                gone=self[f"{key}_gone"],
            )
            for key, quota in self._standing.items()
        ]
        return standing + [
            Row("", self[f"{key}_least"], self[f"{key}_most"],
                self[f"{key}_what"], self[f"{key}_nspp"])
            for key in self._new
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        super().clean()
        found = [*self._kept(), *self._added()]
        for key, one in found:
            self._check_row(key, one)
        twice = [one for one, count in Counter(_kind(row) for _key, row in found).items()
                 if count > 1]  # fmt: skip
        words = words_of(_kind(row) for _key, row in found)
        for repeated in twice:
            label = words.of(repeated)
            self._say(_("“%(label)s” stands here twice. Keep one row.") % {"label": label})
        self._quotas = [row for _key, row in found]
        if not self.errors:
            self._check_together(words)
        return self.cleaned_data

    def quotas(self) -> list[dict[str, Any]]:
        """Return all quotas as they are to stand."""
        return self._quotas

    def _kept(self) -> Iterable[tuple[str, dict[str, Any]]]:
        for key, quota in self._standing.items():
            if not self.cleaned_data.get(f"{key}_gone"):
                yield key, self._row(key, quota.by, quota.value)

    def _added(self) -> Iterable[tuple[str, dict[str, Any]]]:
        for key in self._new:
            what = self.cleaned_data.get(f"{key}_what")
            if what:
                by, _colon, value = what.partition(":")
                if value == ONE_PESANTREN and by == QuotaBy.PESANTREN:
                    value = self._pesantren(key)
                yield key, self._row(key, by, value)

    def _row(self, key: str, by: str, value: str) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "by": by,
            "value": value,
            "least": data.get(f"{key}_least"),
            "most": data.get(f"{key}_most"),
        }

    def _pesantren(self, key: str) -> str:
        digits = only_digits(self.cleaned_data.get(f"{key}_nspp") or "")
        if not digits or not Pesantren.objects.filter(nspp=digits).exists():
            self.add_error(f"{key}_nspp", _("No pesantren of the list has this NSPP."))
        return digits

    def _check_row(self, key: str, row: dict[str, Any]) -> None:
        least, most = row["least"], row["most"]
        if least is None and most is None:
            if f"{key}_least" not in self.errors and f"{key}_most" not in self.errors:
                self.add_error(f"{key}_least", _("Say how many at least or at most."))
        elif least is not None and most is not None and least > most:
            self.add_error(f"{key}_least", _("At least is more than at most."))

    def _check_together(self, words: Words) -> None:
        for by in QuotaBy:
            rows = [row for row in self._quotas if row["by"] == by]
            each = next((row for row in rows if row["value"] == EACH), None)
            single = [row for row in rows if row["value"] != EACH]
            self._check_seats(by, each, single)
            for row in single:
                most = each["most"] if each else None
                if most is not None and (row["least"] or 0) > most:
                    self._say(
                        _("At least %(least)d of %(label)s contradicts at most %(most)d of each.")
                        % {"least": row["least"], "label": words.of(_kind(row)), "most": most}
                    )

    def _check_seats(
        self, by: QuotaBy, each: dict[str, Any] | None, single: list[dict[str, Any]]
    ) -> None:
        least = sum(row["least"] or 0 for row in single)
        if each is not None and each["least"]:
            values = Regency.objects.count() if by == QuotaBy.REGENCY else VALUES_OF_EACH.get(by, 0)
            least += max(0, values - len(single)) * each["least"]
        if self._seats is not None and least > self._seats:
            text = ngettext(
                "%(by)s: all leasts together are %(least)d, and there is %(seats)d seat.",
                "%(by)s: all leasts together are %(least)d, and there are %(seats)d seats.",
                self._seats,
            )
            self._say(text % {"by": by.label, "least": least, "seats": self._seats})

    def _say(self, text: str) -> None:
        self.add_error(None, text)


def _key(value: str) -> str:
    return "each" if value == EACH else value


def _kind(row: dict[str, Any]) -> Kind:
    return kind(row["by"], row["value"])


def _choices() -> list[Any]:
    """Return whom a quota can count, by group."""
    words = Words()
    regencies = Regency.objects.order_by("kemendagri_code").values_list("kemendagri_code", "name")
    groups: dict[QuotaBy, list[Any]] = {
        QuotaBy.REGENCY: list(regencies),
        QuotaBy.PESANTREN: [(ONE_PESANTREN, _("one pesantren, by its NSPP"))],
        QuotaBy.GENDER: [row for row in Gender.choices if row[0]],
        QuotaBy.PILLAR: list(Pillar.choices),
        QuotaBy.FIRST_TIME: [
            (value, words.of(("first_time", value))) for value in ("true", "false")
        ],
    }
    none: list[Any] = [("", "–")]
    return none + [
        (
            by.label,
            ([] if by == QuotaBy.FIRST_TIME else [(f"{by}:{EACH}", words.of((by.value, EACH)))])
            + [(f"{by}:{value}", label) for value, label in values],
        )
        for by, values in groups.items()
    ]
