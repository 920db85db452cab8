"""What one batch asks and answers, and what was said to all of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import yaml
from django.urls import reverse

from academy.demo.load.base import Clock, create, set_times, stable_id
from academy.demo.load.cast import PARTICIPANT
from academy.demo.load.folk import Folk
from academy.demo.load.persona import Persona
from academy.demo.load.sources import ROOT
from academy.demo.models import Sourced
from academy.notify.models import Notice
from academy.people.models import User
from cms.models import ActivityPage
from cms.queries.course import course_teaching
from courses.models import (
    Announcement,
    AnnouncementReading,
    Batch,
    Enrollment,
    Post,
    PostFollower,
)
from courses.models.notices import PostNotice

SOURCE = ROOT / "asking.yaml"


@dataclass(frozen=True, slots=True)
class Class:
    """Who may speak: the people of a batch by their place in it, and who works here."""

    batch: Batch
    seats: list[Enrollment]
    participant: Enrollment
    workers: dict[str, User]

    def author(self, by: int | str) -> User:
        if by == "peserta":
            return self.participant.user
        return self.workers[by] if isinstance(by, str) else self.seats[by].user


def load_asking(
    clock: Clock, folk: Folk, batch: Batch, seats: list[tuple[Enrollment, int, Persona]]
) -> None:
    """Write the questions, answers and the announcement of `asking.yaml`."""
    source = yaml.load(SOURCE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    people = [seat for seat, _number, persona in seats if persona.fate != "absent"]
    own = next((seat for seat, number, _persona in seats if number == PARTICIPANT), people[0])
    of = Class(batch, people, own, folk.workers)
    for row in source["questions"]:
        _ask(clock, of, row)
    _announce(clock, of, source["announcement"])


def _ask(clock: Clock, of: Class, row: dict[str, Any]) -> None:
    activity = ActivityPage.objects.get(pk=Sourced.objects.get(key=row["activity"]).object_id)
    course = course_teaching(activity)
    about = {"batch": of.batch, "activity": activity, "course": course}
    first = next((one for one in row["answers"] if isinstance(one["by"], str)), None)
    question = Post(
        public_id=stable_id("question", row["activity"]),
        author=of.author(row["by"]),
        text=row["text"],
        posted_at=clock.past(clock.at(-row["ago"], 20, 12)),
        answered_at=clock.past(clock.at(-first["ago"], 9, 40)) if first else None,
        **about,
    )
    create([question])
    answers = [
        Post(
            public_id=stable_id("answer", row["activity"], number),
            question=question,
            author=of.author(one["by"]),
            is_by_staff=isinstance(one["by"], str),
            is_marked=one.get("is_marked", False),
            text=one["text"],
            posted_at=clock.past(clock.at(-one["ago"], 9, 40)),
            **about,
        )
        for number, one in enumerate(row["answers"])
    ]
    create(answers)
    _follow(of, question, row["also"])
    _tell(question, answers)


def _follow(of: Class, question: Post, numbers: list[int]) -> None:
    rows = create(PostFollower(post=question, user=of.author(number)) for number in numbers)
    after = question.posted_at + timedelta(hours=5)
    set_times(PostFollower, "since", [(after, row.pk) for row in rows])


def _tell(question: Post, answers: list[Post]) -> None:
    told = create(
        Notice(
            public_id=stable_id("notice of an answer", one.public_id),
            user=question.author,
            kind=PostNotice.ANSWERED,
            key=f"answer-{one.pk}",
            params={"title": question.activity.title},
            url=reverse("courses:question", args=[question.public_id]),
            read_at=one.posted_at + timedelta(hours=8),
        )
        for one in answers
    )
    times = [(one.posted_at, row.pk) for one, row in zip(answers, told, strict=True)]
    set_times(Notice, "created_at", times)


def _announce(clock: Clock, of: Class, row: dict[str, Any]) -> None:
    at = clock.past(clock.at(-row["ago"], 16, 30))
    said = Announcement(
        public_id=stable_id("announcement", row["title"]),
        batch=of.batch,
        author=of.author(row["by"]),
        title=row["title"],
        text=row["text"],
        until=clock.day(row["until"]),
        sent_at=at,
        told_at=at,
        round=1,
    )
    create([said])
    set_times(Announcement, "created_at", [(at - timedelta(minutes=9), said.pk)])
    # The participant of the printed sign-in has not read it yet.
    readers = [seat for seat in of.seats[:: row["read_by_each"]] if seat != of.participant]
    create(
        AnnouncementReading(announcement=said, user=seat.user, read_at=at + timedelta(hours=3))
        for seat in readers
    )
