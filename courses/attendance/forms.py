"""Forms of live meetings, their groups, and their check-in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.text.typed import only_digits
from academy.people.models import Role, User
from academy.people.particulars.fields import TypedField, TypedUrlField
from academy.web.files.uploads import MAX_BYTES
from academy.web.forms.days import MomentInput, check_order
from academy.web.forms.shown import ShownForm
from courses.attendance.rules.codes import DIGITS
from courses.models import Enrollment, Session, SessionGroup


def _trainers() -> QuerySet[User]:
    found = User.objects.filter(role_grants__role=Role.TRAINER, is_active=True)
    return found.order_by("full_name")


class SessionForm(ShownForm, forms.ModelForm):
    """Date and times as they are said here; WIB."""

    class Meta:
        model = Session
        labels = {"title": pgettext_lazy("session", "Title")}
        fields = [
            "title", "mode", "starts_at", "ends_at", "place", "map_url", "online_url", "trainer",
        ]  # fmt: skip
        help_texts = {
            "map_url": _("From the maps on your phone: share the hall and paste the link here.")
        }
        field_classes = {
            "title": TypedField,
            "place": TypedField,
            "map_url": TypedUrlField,
            "online_url": TypedUrlField,
        }
        widgets = {"starts_at": MomentInput(), "ends_at": MomentInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["trainer"]).queryset = _trainers()

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        check_order(self, "starts_at", "ends_at", _("The session must end after it starts."))
        if data.get("mode") in {"offline", "hybrid"} and not data.get("place"):
            self.add_error("place", _("Say where people should come."))
        return data


class LetterForm(forms.Form):
    """One letter: a photo of it, or a file."""

    file = forms.FileField(
        label=_("Letter of the pesantren, of a guardian or of a doctor"),
        help_text=_("A clear photo is enough. JPG, PNG, PDF or Word, up to 20 MB."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file or take a photo, then press “Add”.")},
        widget=forms.FileInput({"accept": "image/*,application/pdf,.docx", "data-most": MAX_BYTES}),
    )


class GroupForm(ShownForm, forms.ModelForm):
    """A group of a session: its hall, who leads it, and how many fit in."""

    class Meta:
        model = SessionGroup
        fields = ["name", "place", "map_url", "trainer", "capacity"]
        help_texts = {
            "map_url": _("From the maps on your phone: share the hall and paste the link here."),
            "capacity": _("Leave it empty where there is room for everybody."),
        }
        field_classes = {"name": TypedField, "place": TypedField, "map_url": TypedUrlField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["trainer"]).queryset = _trainers()

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = SessionGroup.objects.filter(session=self.instance.session_id, name__iexact=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another group of this session is called so."))
        return name


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A person in the list of places; `shown`: the public id of the group now, or ""."""

    seat: Enrollment
    group_id: int | None
    shown: str


class PlacesForm:
    """Who is in which group: a choice for each person, sent with what was shown."""

    def __init__(
        self,
        seats: Sequence[Enrollment],
        groups: Sequence[SessionGroup],
        places: Mapping[int, int],
        data: QueryDict,
    ):
        names = {group.pk: str(group.public_id) for group in groups}
        self.rows = [
            PlaceRow(seat, places.get(seat.pk), names.get(places.get(seat.pk, 0), ""))
            for seat in seats
        ]
        self._keys = {name: pk for pk, name in names.items()}
        self._data = data

    def read(self) -> tuple[dict[int, int | None], dict[int, int | None]]:
        """Return what was chosen and what was shown, by the keys of seats and groups."""
        return self._read("place"), self._read("shown")

    def _read(self, part: str) -> dict[int, int | None]:
        return {
            row.seat.pk: self._keys.get(str(self._data[name]))
            for row in self.rows
            if (name := f"{part}_{row.seat.public_id}") in self._data
        }


class CodeField(forms.CharField):
    """Six digits, also typed with blanks between them or in digits of another script."""

    widget = forms.TextInput(
        {
            "inputmode": "numeric",
            "autocomplete": "off",
            "enterkeyhint": "send",
            "class": "input code-field",
            "size": 8,
        }
    )

    def to_python(self, value: Any) -> str:
        return only_digits(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        if len(value) != DIGITS:
            raise forms.ValidationError(_("Type the six digits that stand on the screen."))


class CheckInForm(forms.Form):
    """The code that is shown in the hall."""

    code = CodeField(
        label=_("Check-in code"),
        help_text=_("Six digits on the screen in the hall; they change every half a minute."),
        max_length=30,
    )
