"""Two people on one form: what one has changed, the other's older page does not undo."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict
from django.utils.translation import override

from academy.web.forms.shown import ShownForm


class Settings(ShownForm, forms.Form):
    name = forms.CharField(required=False)
    seats = forms.IntegerField()
    mark = forms.DecimalField(decimal_places=2, required=False)
    starts_on = forms.DateField(widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    is_public = forms.BooleanField(required=False)
    days = forms.MultipleChoiceField(
        choices=[("mon", "Senin"), ("tue", "Selasa"), ("wed", "Rabu")], required=False
    )


STORED = {
    "name": "Angkatan III",
    "seats": 40,
    "mark": Decimal("70.00"),
    "starts_on": dt.date(2026, 2, 3),
    "is_public": False,
    "days": ["mon"],
}


def sent(page: Settings, **typed) -> QueryDict:
    """Return what a browser posts from `page` after somebody has typed `typed` into it."""
    data = QueryDict(mutable=True)
    for bound in page:
        hidden = bound.as_hidden(only_initial=True)
        for part in hidden.split("<input")[1:]:
            value = part.partition('value="')[2].partition('"')[0]
            data.appendlist(bound.html_initial_name, value)
        value = typed.get(bound.name, bound.initial)
        if isinstance(value, list):
            data.setlist(bound.html_name, value)
        elif value is True:
            data[bound.html_name] = "on"
        elif value is not False and value is not None:
            data[bound.html_name] = str(value)
    return data


def received(data: QueryDict, **stored_now) -> Settings:
    form = Settings(data, initial=STORED | stored_now)
    form.is_valid()
    return form


def test_a_page_sent_back_untouched_changes_nothing():
    assert received(sent(Settings(initial=STORED))).changes() == {}


@pytest.mark.parametrize(
    ("typed", "changes"),
    [
        ({"seats": "45"}, {"seats": 45}),
        ({"mark": "70"}, {}),
        ({"mark": ""}, {"mark": None}),
        ({"starts_on": "2026-02-04"}, {"starts_on": dt.date(2026, 2, 4)}),
        ({"is_public": True}, {"is_public": True}),
        ({"days": ["tue", "mon"]}, {"days": ["tue", "mon"]}),
        ({"days": []}, {"days": []}),
    ],
)
def test_only_what_was_changed_is_written(typed, changes):
    assert received(sent(Settings(initial=STORED), **typed)).changes() == changes


@pytest.mark.parametrize(
    "elsewhere",
    [{"seats": 50}, {"mark": Decimal(80)}, {"is_public": True}, {"days": ["wed"]}, {"name": ""}],
)
def test_what_somebody_else_has_changed_meanwhile_is_not_undone(elsewhere):
    form = received(sent(Settings(initial=STORED), starts_on="2026-03-01"), **elsewhere)
    assert form.errors == {}
    assert form.changes() == {"starts_on": dt.date(2026, 3, 1)}
    assert form.merged() == STORED | elsewhere | {"starts_on": dt.date(2026, 3, 1)}


@pytest.mark.parametrize(
    ("typed", "elsewhere", "told"),
    [
        ({"seats": "45"}, {"seats": 50}, "50"),
        ({"days": ["tue"]}, {"days": ["wed", "mon"]}, "Senin, Rabu"),
        ({"name": "Tiga"}, {"name": ""}, "–"),
    ],
)
def test_where_two_change_the_same_the_later_reads_it_and_decides(typed, elsewhere, told):
    with override("en"):
        form = received(sent(Settings(initial=STORED), **typed), **elsewhere)
        [name] = typed
        assert f"It is now: {told}." in form.errors[name][0]
        # What was typed is still there, and sent once more it is written.
        again = received(sent(form, **STORED | elsewhere | typed), **elsewhere)
        assert again.errors == {}
        assert again.changes().keys() == {name}


def test_the_same_change_by_two_is_no_conflict():
    form = received(sent(Settings(initial=STORED), seats="50"), seats=50)
    assert (form.errors, form.changes()) == ({}, {"seats": 50})


def test_a_page_that_does_not_say_what_it_showed_counts_as_one_of_just_now():
    data = QueryDict("name=Angkatan III&seats=41&mark=70&starts_on=2026-02-03&days=mon")
    assert received(data).changes() == {"seats": 41}


class Period(ShownForm, forms.Form):
    begins = forms.IntegerField()
    ends = forms.IntegerField()

    def clean(self):
        if self.cleaned_data["ends"] < self.cleaned_data["begins"]:
            self.add_error("ends", "before it begins")


def test_what_is_judged_is_what_would_be_stored_not_what_an_older_page_shows():
    """One moved the beginning; the other, who has not seen that, would end before it."""
    older = QueryDict("initial-begins=1&begins=1&initial-ends=9&ends=4")
    form = Period(older, initial={"begins": 6, "ends": 9})
    assert form.errors == {"ends": ["before it begins"]}
    fits = Period(older, initial={"begins": 3, "ends": 9})
    assert (fits.errors, fits.changes()) == ({}, {"ends": 4})
    assert fits.merged() == {"begins": 3, "ends": 4}
