"""Marks on photos in the form of the review desk: a place and a sentence each.

A script sets places by finger, mouse and keys, and sends `pin_<id>_at`. Without it they are
typed: photo, per cent from the left and from above, size; what is sent so is put together here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.text.typed import whole_of
from academy.people.particulars.fields import TypedField
from courses.assignments.queries.pins import (
    MOST_PINS,
    NAME,
    SIZES,
    WORDS_LENGTH,
    Place,
    ids_in,
    kept,
    new_id,
    place_of,
)
from courses.models import SubmissionFile

SIZE_WORDS = (
    pgettext_lazy("mark on a photo", "Point"),
    pgettext_lazy("mark on a photo", "Small circle"),
    pgettext_lazy("mark on a photo", "Middle circle"),
    pgettext_lazy("mark on a photo", "Large circle"),
)


class PlaceField(forms.CharField):
    """Where a mark stands: text as in a draft; clean, a Place on one of `files`."""

    widget = forms.HiddenInput

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(required=False, max_length=80)
        self.files = files

    def clean(self, value: Any) -> Place | None:
        text = super().clean(value)
        place = place_of(text)
        if text and (place is None or place.file not in self.files):
            raise forms.ValidationError(
                _(
                    "The photo of this mark is not in the hand-in any more. Remove the mark, or "
                    "set it again on another photo."
                )
            )
        return place


@dataclass(frozen=True, slots=True)
class PinRow:
    """One mark in the form; `place` is None for one that is not set yet, or has lost its photo."""

    id: str
    at: BoundField
    text: BoundField
    place: Place | None
    photo: int

    @property
    def at_shown(self) -> str:
        """The place as the page has it; nothing where its photo is gone, so that it is set anew."""
        return str(self.at.value() or "") if self.place else ""

    @property
    def left(self) -> int | str:
        """Per cent from the left, as it is typed."""
        return round(100 * self.place.x) if self.place else ""

    @property
    def top(self) -> int | str:
        """Per cent from above."""
        return round(100 * self.place.y) if self.place else ""

    @property
    def sizes(self) -> list[tuple[str, Any, bool]]:
        """Value, words and whether it is the chosen one; a drawn circle is nearest to one."""
        r = self.place.r if self.place else 0
        nearest = min(SIZES, key=lambda size: abs(size - r))
        return [
            (str(size), words, size == nearest)
            for size, words in zip(SIZES, SIZE_WORDS, strict=True)
        ]


class PinsForm(forms.Form):
    """What a form about a hand-in needs to take marks on its photos."""

    def add_pins(
        self, data: QueryDict | None, files: Sequence[SubmissionFile], draft: Mapping[str, str]
    ) -> QueryDict | None:
        """Add the fields of all marks that were sent or are kept; return the data for them."""
        self.photos = [str(file.public_id) for file in files if file.is_picture]
        self.pin_ids = ids_in([*(data or ()), *draft])
        for key in self.pin_ids:
            self.fields[f"pin_{key}_at"] = PlaceField(self.photos)
            self.fields[f"pin_{key}_text"] = TypedField(
                label=_("What you say here"), max_length=WORDS_LENGTH, required=False
            )
        return self._put_together(data) if data else data

    def _put_together(self, data: QueryDict) -> QueryDict:
        """Return `data` with the places that were typed without a script as places."""
        found = data.copy()
        for key in self.pin_ids:
            if f"pin_{key}_x" not in data:
                continue
            found[f"pin_{key}_at"] = self._place_typed(data, f"pin_{key}_")
        return found

    def _place_typed(self, data: QueryDict, name: str) -> str:
        before = data.get(f"{name}at", "")
        if not data.get(f"{name}text", "").strip() or not self.photos:
            # Without words it is taken away.
            return ""
        stands = place_of(before)
        if stands and stands.file not in self.photos:
            return before
        x, y = (_share(data.get(name + axis, "")) for axis in "xy")
        at = (whole_of(data.get(f"{name}photo", "").strip(), digits=4) or 0) - 1
        r = data.get(f"{name}r", "")
        first = stands or Place(self.photos[0], x, y, 0)
        place = Place(
            file=self.photos[at] if 0 <= at < len(self.photos) else first.file,
            x=x,
            y=y,
            r=next((size for size in SIZES if str(size) == r), first.r),
        )
        # What is shown in whole per cents, and was not changed, stays as exact as it was.
        if stands and _typed_alike(stands, place):
            return before
        return str(place)

    @property
    def pins(self) -> list[PinRow]:
        """The marks that are set, in the order in which they were."""
        rows = [self._row(key) for key in self.pin_ids]
        return [row for row in rows if row.at.value() or row.text.value()]

    @property
    def new_pin(self) -> PinRow:
        """An empty one, for who types it without a script."""
        key = new_id()
        self.fields.setdefault(f"pin_{key}_at", PlaceField(self.photos))
        self.fields.setdefault(
            f"pin_{key}_text", TypedField(label=_("What you say here"), required=False)
        )
        row = PinRow(key, self[f"pin_{key}_at"], self[f"pin_{key}_text"], None, 1)
        del self.fields[f"pin_{key}_at"], self.fields[f"pin_{key}_text"]
        return row

    def _row(self, key: str) -> PinRow:
        at = self[f"pin_{key}_at"]
        place = place_of(str(at.value() or ""))
        known = place is not None and place.file in self.photos
        photo = self.photos.index(place.file) + 1 if place and known else 1
        return PinRow(key, at, self[f"pin_{key}_text"], place if known else None, photo)

    def pins_given(self) -> list[dict[str, Any]]:
        """The marks that say something, photo by photo, as a review keeps them."""
        found = []
        for key in self.pin_ids:
            place = self.cleaned_data.get(f"pin_{key}_at")
            text = self.cleaned_data.get(f"pin_{key}_text")
            if place is not None and text:
                found.append(kept(place, text))
        return sorted(found, key=lambda pin: self.photos.index(pin["file"]))

    def pins_unsent(self, stored: Mapping[str, str], sent: Mapping[str, str]) -> list[str]:
        """Return the fields of marks that another page has set and this one knows nothing of."""
        return [name for name in stored if NAME.fullmatch(name) and name not in sent]

    def said_of(self, name: str, text: str) -> str:
        """Return in words what stands in a field."""
        place = place_of(text) if name.endswith("_at") else None
        if place is None:
            return text or "–"
        words = _("%(left)s %% from the left, %(top)s %% from above")
        return words % {"left": round(100 * place.x), "top": round(100 * place.y)}

    def check_pins(self) -> None:
        """Say of words without a place, and of more marks than a review takes, what to do."""
        for key in self.pin_ids:
            at, text = f"pin_{key}_at", f"pin_{key}_text"
            if self.cleaned_data.get(text) and self.cleaned_data.get(at, True) is None:
                self.add_error(text, _("Set this mark on a photo again, or remove its words."))
        if len(self.pins_given()) > MOST_PINS:
            self.add_error(
                None,
                _("A review takes up to %(count)s marks on photos. Remove some.")
                % {"count": MOST_PINS},
            )


def _share(text: str) -> float:
    """Return per cent as a share; what is no number is the middle."""
    percent = whole_of(text.strip(), digits=4)
    return 0.5 if percent is None else min(100, percent) / 100


def _typed_alike(one: Place, other: Place) -> bool:
    def seen(place: Place) -> tuple[object, ...]:
        nearest = min(SIZES, key=lambda size: abs(size - place.r))
        return place.file, round(100 * place.x), round(100 * place.y), nearest

    return seen(one) == seen(other)
