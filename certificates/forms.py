from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.particulars.fields import TypedField
from academy.people.particulars.names import matching
from academy.web.forms.days import SinceFilter
from academy.web.forms.shown import ShownForm
from certificates.models import Certificate, CertificateDesign, CertificateKind, CertificateState
from certificates.queries import certificate_desk, register
from courses.enrollment.queries.saved_filters import people_of
from courses.models import Batch, Enrollment, SavedFilter


class CodeForm(forms.Form):
    """The code printed on a certificate, typed by anybody."""

    kode = forms.CharField(
        label=_("Code on the certificate"),
        help_text=_("Ten letters and digits, e.g. K7M4P-Q2XWD. Dashes and capitals do not matter."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class UUIDListField(forms.Field):
    """Chosen rows of a list."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        one = forms.UUIDField()
        return [one.clean(text) for text in value or ()]


class ChosenForm(forms.Form):
    """Chosen rows; none chosen means all. `client_id` makes a form sent twice one act."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    selected = UUIDListField(required=False)


class IssueForm(ChosenForm):
    kind = forms.ChoiceField(
        choices=CertificateKind, initial=CertificateKind.COMPLETION, widget=forms.HiddenInput
    )
    send_too = forms.BooleanField(
        label=_("Send them at once"),
        help_text=_("Each person sees the certificate and gets a notice."),
        required=False,
    )
    # Asked for only before the end of the batch.
    early_reason = forms.CharField(
        label=_("Why are they issued now?"),
        help_text=_("Kept with each certificate as a part of its evidence."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class KeyForm(forms.Form):
    """Who signs, where an academy makes its own key."""

    organisation = TypedField(
        label=_("Name of the organisation that signs"),
        help_text=_("As readers of a certificate will see it, for example that of your office."),
        max_length=60,
    )


class RevocationForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept with the certificate; not shown to the public."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReplaceForm(ShownForm, RevocationForm):
    full_name = TypedField(
        label=_("Name as printed"),
        help_text=_("With titles, as it should stand on the new certificate."),
        max_length=190,
    )
    field_order = ["full_name", "reason"]


class DesignForm(ShownForm, forms.Form):
    design = forms.ModelChoiceField(
        CertificateDesign.objects.all(),
        label=_("Design of the program's certificates"),
        empty_label=None,
    )


def _batches(request: HttpRequest | None) -> QuerySet[Batch]:
    if request is None:
        return Batch.objects.none()
    return Batch.objects.visible_to(request.user).select_related("program").order_by("-starts_on")


class BatchChoice(django_filters.ModelChoiceFilter):
    """A batch, called by its program too: numbers begin again in each."""

    class field_class(django_filters.fields.ModelChoiceField):  # noqa: N801 # of django-filter
        def label_from_instance(self, obj: Any) -> str:
            return f"{obj.program.name}, {obj}"


class RegisterFilter(django_filters.FilterSet):
    """By number, code or name; batch, kind, state, whether it was sent, and since when."""

    q = django_filters.CharFilter(method="called", label=_("Name, number or code"))
    batch = BatchChoice(
        field_name="enrollment__batch",
        queryset=_batches,
        to_field_name="public_id",
        label=_("Batch"),
        empty_label=pgettext_lazy("batches", "All"),
    )
    kind = django_filters.ChoiceFilter(
        choices=CertificateKind.choices,
        label=_("Kind"),
        empty_label=pgettext_lazy("certificate kind", "All"),
    )
    state = django_filters.ChoiceFilter(
        choices=CertificateState.choices,
        label=_("State"),
        empty_label=pgettext_lazy("states", "All"),
    )
    sent = django_filters.ChoiceFilter(
        method="was_sent",
        choices=[("yes", _("Sent")), ("no", pgettext_lazy("certificates", "Not sent"))],
        label=_("Sent"),
        empty_label=pgettext_lazy("states", "All"),
    )
    since = SinceFilter("issued_at", _("Issued since"))

    class Meta:
        model = Certificate
        fields: list[str] = []

    def called(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(register.called(value))

    def was_sent(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(sent_at__isnull=value == "no")


class DeskFilter(django_filters.FilterSet):
    """What the three lists of the desk share: `tab` and `kind` stay in the address.

    `saved`: the filters that the coordinators of the batch share.
    """

    tab = django_filters.CharFilter(method="kept", widget=forms.HiddenInput)
    kind = django_filters.CharFilter(method="kept", widget=forms.HiddenInput)
    whom = django_filters.ChoiceFilter(
        method="meant", label=_("Saved filter"), empty_label=_("Everybody")
    )
    #: Where the seat stands in a row.
    seat = "pk"

    class Meta:
        model = Enrollment
        fields: list[str] = []

    def __init__(self, *args: Any, saved: Sequence[SavedFilter] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.saved = {str(row.public_id): row for row in saved}
        self.filters["whom"].extra["choices"] = [(key, row.name) for key, row in self.saved.items()]
        if not saved:
            del self.filters["whom"]

    def meant(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        people = people_of(self.saved[value]).values_list("pk", flat=True)
        return rows.filter(**{f"{self.seat}__in": list(people)})

    def kept(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        return rows


class WaitingFilter(DeskFilter):
    """Who is not ready, by name."""

    q = django_filters.CharFilter(method="called", label=_("Name"))

    def called(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(matching(value, "user__"))


class NameFilter(DeskFilter):
    """Those alone whose printed name is not the registered one: `differing`, by their keys."""

    name = django_filters.ChoiceFilter(
        method="named",
        choices=[(certificate_desk.DIFFERS, _("Printed other than registered"))],
        label=_("Name"),
        empty_label=pgettext_lazy("names", "All"),
    )

    def __init__(self, *args: Any, differing: Collection[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differing = differing

    def named(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        return rows.filter(pk__in=self.differing)


class ReadyFilter(WaitingFilter, NameFilter):
    """Who is ready, by name."""


class IssuedFilter(NameFilter):
    """What was issued: by number, code or name, and by what became of it."""

    seat = "enrollment"
    q = django_filters.CharFilter(method="called", label=_("Name, number or code"))
    state = django_filters.ChoiceFilter(
        method="stands",
        choices=[
            *CertificateState.choices,
            (certificate_desk.DOUBTFUL, _("valid, needs a decision")),
        ],
        label=_("State"),
        empty_label=pgettext_lazy("states", "All"),
    )

    class Meta:
        model = Certificate
        fields: list[str] = []

    def __init__(self, *args: Any, doubtful: Collection[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubtful = doubtful

    def called(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(register.called(value))

    def stands(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        if value == certificate_desk.DOUBTFUL:
            return rows.filter(pk__in=self.doubtful)
        return rows.filter(state=value)
