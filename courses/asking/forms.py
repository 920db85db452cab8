"""What is asked and answered, and the filters of the trainers' list."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.text.typed import clean_typed, without_invisible
from academy.people.requests import SignedInRequest
from cms.models import ActivityPage, CoursePage
from courses.asking import queries, rules
from courses.models import Batch, Post, PostPicture
from courses.models.said.asking import LONGEST_POST

ANSWERED = (
    ("no", pgettext_lazy("question", "Waiting for an answer")),
    ("yes", pgettext_lazy("question", "Answered")),
)


class PostForm(forms.Form):
    """Words and up to two pictures, which are kept already (`courses.asking.actions.pictures`).

    What looks like a phone number or an address is pointed out once, before it is sent.
    """

    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    anyway = forms.BooleanField(
        label=_("Send it as it stands: everybody in the batch may read it"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        pictures: Sequence[PostPicture] = (),
        label: str = "",
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.pictures = pictures
        if label:
            self.fields["text"].label = label
        # What the person has said to have seen.
        self.contact = ""

    @property
    def has_looked(self) -> bool:
        """Whether the questions like this one were shown before."""
        return "looked" in self.data

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was sent, for where it cannot be sent again."""
        return [("", self["text"].value() or "")]

    @property
    def free_places(self) -> int:
        return max(0, rules.MOST_PICTURES - len(self.pictures))

    def clean_text(self) -> str:
        return without_invisible(self.cleaned_data["text"]).strip()

    def clean(self) -> dict[str, Any]:
        super().clean()
        if len(self.pictures) > rules.MOST_PICTURES:
            self.add_error(None, _("Two pictures fit in. Untick those that are not to go along."))
        self.contact = rules.contact_in(self.cleaned_data.get("text", ""))
        if self.contact and not self.cleaned_data.get("anyway"):
            self.add_error(
                "anyway",
                _(
                    "“%(contact)s” looks like a phone number or an e-mail address. Everybody in "
                    "the batch would read it. Take it out, or tick here if it should stand."
                )
                % {"contact": self.contact},
            )
        return self.cleaned_data


def _led(request: SignedInRequest) -> QuerySet[Post]:
    return Post.objects.questions().led_by(request.user)


def _courses(request: SignedInRequest) -> QuerySet[CoursePage]:
    found: QuerySet[CoursePage] = CoursePage.objects.filter(pk__in=_led(request).values("course"))
    return found.order_by("title")


def _batches(request: SignedInRequest) -> QuerySet[Batch]:
    return Batch.objects.filter(pk__in=_led(request).values("batch")).order_by("-starts_on")


def _activities(request: SignedInRequest) -> QuerySet[ActivityPage]:
    found: QuerySet[ActivityPage]
    found = ActivityPage.objects.filter(pk__in=_led(request).values("activity"))
    return found.order_by("title")


class DeskFilter(django_filters.FilterSet):
    """By words, by what waits, by course, batch and activity."""

    q = django_filters.CharFilter(method="by_words", label=_("Word of the question"))
    answered = django_filters.ChoiceFilter(
        method="by_answered",
        label=pgettext_lazy("question", "State"),
        choices=ANSWERED,
        initial="no",
        empty_label=_("All questions"),
    )
    course = django_filters.ModelChoiceFilter(
        queryset=_courses, label=_("Course"), empty_label=_("All courses")
    )
    batch = django_filters.ModelChoiceFilter(
        queryset=_batches, label=_("Batch"), empty_label=_("All batches")
    )
    activity = django_filters.ModelChoiceFilter(
        queryset=_activities, label=_("Activity"), empty_label=_("All activities")
    )

    def by_words(self, rows: Any, _name: str, value: str) -> Any:
        return queries.matching(rows, clean_typed(value))

    def by_answered(self, rows: Any, _name: str, value: str) -> Any:
        return rows.filter(answered_at__isnull=value == "no", hidden_at__isnull=True)
