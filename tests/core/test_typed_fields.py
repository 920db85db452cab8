"""What is typed or pasted into one line is cleaned in every form that people fill in."""

from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django import forms

import certificates
import courses
from academy import people
from academy.people.particulars.fields import (
    PhoneField,
    TypedDecimalField,
    TypedEmailField,
    TypedField,
    TypedSlugField,
    TypedUrlField,
)

CLEAN = (
    *(TypedField, TypedEmailField, PhoneField, TypedSlugField, TypedUrlField),
    *(TypedDecimalField,),
)
# Cleaned by what looks the text up, or by a clean_… of the form; secrets have their own field.
ELSEWHERE = {
    ("PesantrenSearchForm", "q"),
    ("NsppForm", "nspp"),
    ("CodeForm", "kode"),
    ("PesantrenForm", "nspp"),
    # Each replaces allauth's field by one of ours when it is made.
    ("CodeForm", "code"),
    ("CodeAgainForm", "code"),
    ("SetUpCodeForm", "code"),
    # The digits alone are read (`CodeField`).
    ("CheckInForm", "code"),
}


def all_forms(base: type = forms.BaseForm) -> Iterator[type]:
    for form in base.__subclasses__():
        yield form
        yield from all_forms(form)


def lines() -> Iterator[tuple[str, str, forms.Field]]:
    """Yield the fields of one line of our own forms."""
    for package in (people, courses, certificates):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if ".forms" in module.name:
                import_module(module.name)
    for form in {
        form
        for form in all_forms()
        if form.__module__.startswith(("academy.people", "courses.", "certificates."))
    }:
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, forms.CharField | forms.DecimalField) and type(field.widget) in {
                forms.TextInput,
                forms.EmailInput,
                forms.URLInput,
            }:
                yield form.__name__, name, field


def test_every_field_of_one_line_cleans_what_is_typed():
    found = list(lines())
    assert len(found) > 15
    loose = {(form, name) for form, name, field in found if not isinstance(field, CLEAN)}
    assert loose - ELSEWHERE == set()


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (TypedField(), "\u202bSiti\u200b  Aisyah\u2069", "Siti Aisyah"),
        (TypedEmailField(), "\u200eNing@Pesantren.example\u200b", "ning@pesantren.example"),
        (PhoneField(), "\u202a+62 812-3456-7890\u202c", "+6281234567890"),
        (TypedSlugField(), "\u200bgo-nusantara", "go-nusantara"),
        (TypedDecimalField(localize=True), "\u200b87,5\u00a0", Decimal("87.5")),
        (TypedDecimalField(), "\u202a٨٥\u202c", Decimal(85)),
        (TypedUrlField(assume_scheme="https"), "https://meet.example/a\u200b", "https://meet.example/a"),
    ],
)  # fmt: skip
def test_signs_pasted_unseen_are_left_out(field, typed, kept):
    assert field.clean(typed) == kept
