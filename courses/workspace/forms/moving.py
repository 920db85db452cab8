"""The form with which a person goes to another batch."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from academy.people.models import User
from academy.web.forms.preview import mark_of
from academy.web.forms.shown import ShownForm
from courses.models import Batch, Enrollment
from courses.workspace.queries.people import moving
from courses.workspace.queries.people.moving_many import batches_for


class BatchField(forms.ModelChoiceField):
    """A batch with its free seats."""

    #: How many seats are free, by batch.
    free: dict[int, int]

    def label_from_instance(self, obj: Any) -> str:
        count = self.free.get(obj.pk, 0)
        if not count:
            return gettext("%(batch)s: no seat is free") % {"batch": obj}
        text = ngettext(
            "%(batch)s: %(count)d seat is free", "%(batch)s: %(count)d seats are free", count
        )
        return text % {"batch": obj, "count": count}


class MoveManyForm(forms.Form):
    """Where several people of `batch` go, and why."""

    batch = BatchField(Batch.objects.none(), label=_("To which batch"), empty_label=None)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The participants read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, of: Batch, reader: User) -> None:
        super().__init__(data)
        chooser = cast(BatchField, self.fields["batch"])
        chooser.queryset = batches_for(of, reader)
        chooser.free = moving.free_seats(chooser.queryset)
        self.has_choice = bool(chooser.free)

    def seen_mark(self, going: Iterable[int]) -> str:
        """Return the mark of the move of these seats: a preview is one of exactly this one."""
        return mark_of(self.cleaned_data["batch"].pk, sorted(going))


class MovePersonForm(ShownForm, forms.Form):
    """Where to, and why."""

    batch = BatchField(Batch.objects.none(), label=_("To which batch"), empty_label=None)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The participant reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, enrollment: Enrollment, reader: User) -> None:
        self.of = enrollment.batch_id
        super().__init__(data)
        chooser = cast(BatchField, self.fields["batch"])
        chooser.queryset = moving.batches_for(enrollment, reader)
        chooser.free = moving.free_seats(chooser.queryset)
        self.has_choice = bool(chooser.free)

    def clean_batch(self) -> Batch:
        batch: Batch = self.cleaned_data["batch"]
        if not cast(BatchField, self.fields["batch"]).free.get(batch.pk):
            raise forms.ValidationError(
                _("No seat is free in this batch. Free one first, or give it more seats.")
            )
        return batch

    def seen_mark(self) -> str:
        """Return the mark of the move: a preview is one of exactly this one."""
        return mark_of(self.of, self.cleaned_data["batch"].pk)
