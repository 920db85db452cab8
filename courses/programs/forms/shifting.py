"""The form with which the timetable of a batch moves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.web.forms.days import DayInput
from academy.web.forms.preview import mark_of
from courses.programs.queries.shifting import Shift

# A batch of a year that is put off by another one is copied, not moved.
MOST_DAYS, LONGEST_PAUSE = 366, 120
SHOWN = "shown-"


class ShiftForm(forms.Form):
    """From which day on, by how many days, and with which pause between."""

    from_on = forms.DateField(
        label=_("From this day on"),
        widget=DayInput(),
        help_text=_("Dates before it stay. What is held or over stays in any case."),
    )
    days = forms.IntegerField(
        label=_("By how many days"),
        min_value=-MOST_DAYS,
        max_value=MOST_DAYS,
        help_text=_("14: two weeks later; −7: a week earlier; 0: the pause alone."),
    )
    pause_from = forms.DateField(
        label=_("First day of a pause"),
        widget=DayInput(),
        required=False,
        help_text=_("Ramadan, for example. What falls into the pause or after it goes later."),
    )
    pause_until = forms.DateField(
        label=_("Last day of the pause"), widget=DayInput(), required=False
    )
    keeps_weekdays = forms.BooleanField(
        label=_("Each session stays on its day of the week"),
        required=False,
        initial=True,
        help_text=_("A pause of 30 days then counts as five full weeks."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("pause_from"), data.get("pause_until")
        if bool(first) != bool(last) and not self.errors.keys() & {"pause_from", "pause_until"}:
            name = "pause_until" if first else "pause_from"
            self.add_error(name, _("Give the first and the last day of the pause, or neither."))
        elif first and last and last < first:
            self.add_error("pause_until", _("The last day must not be before the first one."))
        elif first and last and (last - first).days >= LONGEST_PAUSE:
            text = _("A pause has at most %(count)d days. For a longer one move the dates.")
            self.add_error("pause_until", text % {"count": LONGEST_PAUSE})
        elif data.get("days") == 0 and not first:
            self.add_error("days", _("Say by how many days, or give a pause."))
        return data

    def shift(self) -> Shift:
        """Return what a valid form asks for."""
        return Shift(**self.cleaned_data)

    def seen_mark(self) -> str:
        """Return the mark of the shift: a preview is one of exactly this one."""
        return mark_of(self.shift())

    def shown(self) -> dict[str, str]:
        """Return by name the dates that the page has shown as those that go."""
        return {
            name.removeprefix(SHOWN): text
            for name, text in self.data.items()
            if name.startswith(SHOWN)
        }
