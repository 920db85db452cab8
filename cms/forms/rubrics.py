"""Kept rubrics: written, and taken into assignments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from academy.people.models import User
from academy.people.particulars.fields import TypedField
from cms.models.pages.rubric import check_levels
from cms.rules import courses_of, edits_all


class RubricForm(WagtailAdminModelForm):
    """A kept rubric: trainers keep it for a course of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user: User = self.for_user
        course = self.fields["course"]
        course.queryset = courses_of(user).order_by("title")
        course.required = not edits_all(user)

    def clean(self) -> Any:
        cleaned = super().clean()
        if "criteria" in self.formsets:
            check_levels(self.formsets["criteria"])
        return cleaned


class KeepRubricForm(forms.Form):
    """The name under which an assignment's rubric is kept."""

    name = TypedField(
        label=_("Name of the rubric"),
        max_length=120,
        error_messages={"required": _("Give the rubric a name by which you find it again.")},
    )
