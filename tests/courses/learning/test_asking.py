"""Answering what a lesson asks: what opens, what is kept, and what no browser sees before."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from academy.core.acts import SentDifferently
from academy.web import kept
from cms.lessons.bodies import rendered_lesson
from cms.models import LessonPage
from courses.acts.actions import ModuleNotOpen, SeatNotActive
from courses.learning import actions as progress
from courses.models import BlockAnswer, EnrollmentState
from tests.courses.seats import seat
from tests.factories.courses import ModuleScheduleFactory, days
from tests.factories.files import photo

pytestmark = pytest.mark.django_db
KEYS = ("Sebab jendela.", "Sebab jujur.", "Sebab lampu dahulu.", "Sebab bayangan.", "Maaf dahulu.")


def all_kinds():
    """Every block that asks, each with its key."""
    return [
        ("text", "<p>Sebelum membaca, tebaklah.</p>"),
        (
            "prediction",
            {
                "question": "Di mana?",
                "options": [
                    {"text": "Lampu", "is_right": False},
                    {"text": "Jendela", "is_right": True},
                ],
                "explanation": f"<p>{KEYS[0]}</p>",
            },
        ),
        (
            "better_picture",
            {
                "question": "Foto mana?",
                "first": {"image": photo(), "alt": "Lampu kilat", "caption": ""},
                "second": {"image": photo(), "alt": "Jendela pagi", "caption": ""},
                "better": "second",
                "explanation": f"<p>{KEYS[1]}</p>",
            },
        ),
        (
            "ordering",
            {
                "question": "Urutkan.",
                "steps": ["Padamkan", "Dekatkan", "Letakkan"],
                "explanation": f"<p>{KEYS[2]}</p>",
            },
        ),
        (
            "fill_in",
            {
                "question": "Lengkapi.",
                "text": "Cahaya dari [arahrahasia] terlihat.",
                "explanation": f"<p>{KEYS[3]}</p>",
            },
        ),
        ("reveal", {"question": "Pikirkan dahulu.", "text": f"<p>{KEYS[4]}</p>"}),
    ]


def asking():
    """Return a seat, a lesson that asks everything, and what it asks by kind."""
    enrollment, tree = seat()
    write(tree.lessons[0], all_kinds())
    lesson = LessonPage.objects.get(pk=tree.lessons[0].pk)
    return enrollment, lesson, {asked.kind: asked for asked in asked_in(lesson)}


def write(lesson, body):
    page = LessonPage.objects.get(pk=lesson.pk)
    page.body = body
    page.save_revision().publish()


def asked_in(lesson):
    return rendered_lesson(lesson.pk).asked


def address(enrollment, lesson, asked=None):
    batch = enrollment.batch.public_id
    if asked is None:
        return reverse("courses:lesson", args=[batch, lesson.activity_id])
    return reverse("courses:lesson_answer", args=[batch, lesson.activity_id, asked.id])


def right_answer(asked):
    """Return what a form sends that is right."""
    if asked.kind == "ordering":
        return [f"{option.id}:{at}" for at, option in enumerate(asked.options, 1)]
    if asked.kind == "fill_in":
        return ["ArahRahasia"]
    return sorted(asked.right) if asked.kind != "reveal" else []


def answer(enrollment, lesson, asked, given, **more):
    return progress.answer_block(
        enrollment=enrollment,
        lesson=lesson,
        asked=asked,
        given=given,
        client_id=more.pop("client_id", uuid.uuid4()),
        **more,
    )


def test_nothing_that_an_answer_opens_is_in_the_page_before(client):
    enrollment, lesson, _asked = asking()
    client.force_login(enrollment.user)
    page = client.get(address(enrollment, lesson)).text
    assert [key for key in (*KEYS, "arahrahasia", "choice--good") if key in page] == []
    assert page.index("Di mana?") < page.index("Foto mana?") < page.index("Pikirkan dahulu.")


def test_each_answer_opens_its_own_explanation_and_no_other(client):
    enrollment, lesson, asked = asking()
    client.force_login(enrollment.user)
    for at, one in enumerate(asked.values()):
        response = client.post(address(enrollment, lesson, one), {"given": right_answer(one)})
        assert response["Location"] == f"{address(enrollment, lesson)}?buka=1#{one.anchor}"
        page = client.get(address(enrollment, lesson)).text
        assert [key in page for key in KEYS] == [key <= at for key in range(5)]
    assert [row.was_right for row in BlockAnswer.objects.order_by("pk")] == [
        *(True, True, True, True),
        None,
    ]


def test_a_script_gets_the_block_alone_and_no_other_key(client):
    enrollment, lesson, asked = asking()
    client.force_login(enrollment.user)
    one = asked["fill_in"]
    part = client.post(
        address(enrollment, lesson, one), {"given": ["depan"]}, headers={"HX-Request": "true"}
    ).text
    assert part.strip().startswith("<section")
    assert [key in part for key in KEYS] == [False, False, False, True, False]
    assert ">arahrahasia</strong>" in part
    assert 'value="depan"' in part


def test_what_is_no_answer_is_told_and_what_was_typed_stays(client):
    enrollment, lesson, asked = asking()
    client.force_login(enrollment.user)
    one = asked["ordering"]
    given = [f"{option.id}:1" for option in one.options]
    response = client.post(address(enrollment, lesson, one), {"given": given})
    assert response.status_code == 422
    assert len(re.findall(r"selected", response.text)) == 3
    assert KEYS[2] not in response.text
    assert not BlockAnswer.objects.exists()


def test_the_last_answer_is_the_one_that_is_kept():
    enrollment, lesson, asked = asking()
    one = asked["fill_in"]
    answer(enrollment, lesson, one, ["depan"])
    answer(enrollment, lesson, one, ["arahrahasia"])
    kept = BlockAnswer.objects.get()
    assert (kept.answer, kept.words, kept.was_right) == (["arahrahasia"], "arahrahasia", True)


def test_an_answer_sent_twice_is_one_and_with_something_else_it_is_told():
    enrollment, lesson, asked = asking()
    client_id = uuid.uuid4()
    first = answer(enrollment, lesson, asked["fill_in"], ["depan"], client_id=client_id)
    assert answer(enrollment, lesson, asked["fill_in"], ["depan"], client_id=client_id) == first
    with pytest.raises(SentDifferently):
        answer(enrollment, lesson, asked["fill_in"], ["atas"], client_id=client_id)
    assert BlockAnswer.objects.get().answer == ["depan"]


def test_an_edited_block_keeps_what_was_answered_and_stays_open(client):
    enrollment, lesson, asked = asking()
    answer(enrollment, lesson, asked["prediction"], [asked["prediction"].options[0].id])
    page = LessonPage.objects.get(pk=lesson.pk)
    block = next(child for child in page.body if child.block_type == "prediction")
    block.value["options"].pop(0)
    block.value["options"].append({"text": "Teras", "is_right": False})
    page.save_revision().publish()
    kept.end()
    client.force_login(enrollment.user)
    shown = client.get(address(enrollment, lesson)).text
    assert KEYS[0] in shown
    assert "Anda menjawab: Lampu." in shown


def test_who_may_read_may_answer_also_when_the_module_is_closed():
    enrollment, lesson, asked = asking()
    now = timezone.now()
    schedule = ModuleScheduleFactory(
        batch=enrollment.batch,
        module=lesson.get_parent().specific,
        opens_at=now - days(3),
        closes_at=now - days(1),
    )
    answer(enrollment, lesson, asked["reveal"], [])
    schedule.opens_at, schedule.closes_at = now + days(1), None
    schedule.save()
    with pytest.raises(ModuleNotOpen):
        answer(enrollment, lesson, asked["fill_in"], ["a"])
    enrollment.state = EnrollmentState.WITHDRAWN
    enrollment.save()
    with pytest.raises(SeatNotActive):
        answer(enrollment, lesson, asked["fill_in"], ["a"])
    assert BlockAnswer.objects.count() == 1


def test_a_lesson_that_asks_costs_one_query_more_however_much_it_asks(client):
    enrollment, lesson, asked = asking()
    for one in asked.values():
        answer(enrollment, lesson, one, right_answer(one))
    other = LessonPage.objects.sibling_of(lesson, inclusive=False).first()
    client.force_login(enrollment.user)
    counts = []
    for place in (address(enrollment, other), address(enrollment, lesson)):
        client.get(place)
        with CaptureQueriesContext(connection) as count:
            client.get(place)
        counts.append(len(count))
    assert counts[1] == counts[0] + 1


def test_another_lesson_and_another_block_are_not_found(client):
    enrollment, lesson, _asked = asking()
    client.force_login(enrollment.user)
    nowhere = reverse(
        "courses:lesson_answer",
        args=[enrollment.batch.public_id, lesson.activity_id, uuid.uuid4()],
    )
    assert client.post(nowhere, {"given": ["a"]}).status_code == 404


def test_an_author_sees_in_the_preview_what_opens_and_is_told_so(rf):
    _enrollment, lesson, _asked = asking()
    response = lesson.make_preview_request(rf.get("/"), lesson.default_preview_mode)
    page = response.render().content.decode()
    assert all(key in page for key in KEYS)
    assert "Pratinjau:" in page
    assert "<form" not in page[page.index("Di mana?") :]
