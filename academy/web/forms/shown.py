"""Forms that say what they showed, so that two people on one page lose nothing.

Each field travels with the value that was shown (Django's hidden initial value). Only what this
person has changed is written; what somebody else has changed meanwhile is shown, never overwritten.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _


class ShownForm(forms.BaseForm):
    """A form to inherit from, before `forms.Form` or `forms.ModelForm`.

    The view hands `changes()` to its action, or `merged()` where the action takes everything.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def show(self, name: str, field: forms.Field, stored: Any) -> None:
        """Add `field` with what is stored now, for forms that are made of rows."""
        field.show_hidden_initial = True
        self.fields[name] = field
        self.initial[name] = stored

    def changes(self) -> dict[str, Any]:
        """Return what this person has changed, by field."""
        return {name: value for name, value in self.cleaned_data.items() if self._is_changed(name)}

    def merged(self) -> dict[str, Any]:
        """Return every field: as this person has changed it, otherwise as it is stored now."""
        return dict(self.cleaned_data)

    def _clean_fields(self) -> None:
        """Let `clean` judge what will be stored, not what an older page shows of the rest."""
        super()._clean_fields()  # type: ignore[misc]  # of forms.BaseForm, private but stable
        self._mine = {
            name
            for name, value in self.cleaned_data.items()
            if self._mark(name, value) != self._shown_mark(name)
        }
        for name in self.cleaned_data.keys() - self._mine:
            if self._stored_mark(name) != self._shown_mark(name):
                self.cleaned_data[name] = self._stored(name)

    def _clean_form(self) -> None:
        super()._clean_form()  # type: ignore[misc]  # of forms.BaseForm, private but stable
        for name in [name for name in self.fields if name in self.cleaned_data]:
            mine, stored = self._mark(name, self.cleaned_data[name]), self._stored_mark(name)
            if self._is_changed(name) and stored not in {self._shown_mark(name), mine}:
                self._show_other_change(name)

    def _is_changed(self, name: str) -> bool:
        if name not in self.fields or name in self._mine:
            return True
        # `clean` has made something else of it.
        return self._mark(name, self.cleaned_data[name]) != self._stored_mark(name)

    def _stored(self, name: str) -> Any:
        field, stored = self.fields[name], self[name].initial
        if isinstance(field, forms.ModelMultipleChoiceField):
            return cast(QuerySet[Any], field.queryset).filter(pk__in=_keys(stored or ()))
        return _read(field, stored)

    def _stored_mark(self, name: str) -> str:
        return self._mark(name, self[name].initial)

    def _shown_mark(self, name: str) -> str:
        """Return the mark of what the page showed; a page without it counts as one of just now."""
        bound = self[name]
        hidden = bound.field.hidden_widget()
        shown = hidden.value_from_datadict(self.data, self.files, bound.html_initial_name)
        is_there = bound.html_initial_name in self.data or (
            # Nothing was chosen: a list of nothing sends no field at all.
            isinstance(hidden, forms.MultipleHiddenInput) and self._says_anything()
        )
        return self._mark(name, shown) if is_there else self._stored_mark(name)

    def _says_anything(self) -> bool:
        return any(self[name].html_initial_name in self.data for name in self.fields)

    def _mark(self, name: str, value: Any) -> str:
        """Return `value` as one text: equal texts are equal values."""
        field = self.fields[name]
        if isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
            return " ".join(sorted(_keys(value or ())))
        if isinstance(value, str):
            try:
                value = _read(field, value)
            except forms.ValidationError:
                return str(value)
        if value is None:
            return ""
        if isinstance(value, Model):
            return str(value.pk)
        if isinstance(field, forms.ModelChoiceField):
            # A row's own initial value is the key.
            return str(value or "")
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        if isinstance(value, bool):
            return str(value)
        # Browsers send other line ends than programs write.
        text = str(field.widget.format_value(field.prepare_value(value)) or "")
        return "\n".join(text.strip().splitlines())

    def _show_other_change(self, name: str) -> None:
        """Say what is stored now; saved once more, this person's value replaces it knowingly."""
        bound = self[name]
        self.add_error(
            name,
            _(
                "Somebody else has changed this meanwhile. It is now: %(value)s. What you typed "
                "is kept here; save once more to put it in its place."
            )
            % {"value": _in_words(bound)},
        )
        data = cast(QueryDict, self.data).copy()
        if isinstance(bound.field.hidden_widget(), forms.MultipleHiddenInput):
            data.setlist(bound.html_initial_name, list(_keys(bound.initial or ())))
        else:
            data[bound.html_initial_name] = self._stored_mark(name)
        self.data = data


def _read(field: forms.Field, value: Any) -> Any:
    """Return `value` as the form's cleaned data would have it. Raises ValidationError."""
    # What a choice stands for is known by `clean` alone.
    read = field.clean if isinstance(field, forms.TypedChoiceField) else field.to_python
    return read(value)


def _keys(values: Iterable[Any]) -> Iterable[str]:
    return (str(getattr(value, "pk", value)) for value in values)


def _in_words(bound: forms.BoundField) -> str:
    """Return the stored value as people read it."""
    value = bound.initial
    if isinstance(bound.field, forms.BooleanField):
        return _("yes") if value else _("no")
    if hasattr(bound.field, "choices"):
        keys = set(_keys(value if isinstance(value, list) else [value]))
        labels = [str(label) for key, label in bound.field.choices if str(key) in keys]
        return ", ".join(labels) or "–"
    shown = bound.field.widget.format_value(bound.field.prepare_value(value))
    return str(shown or "–")
