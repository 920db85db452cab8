"""A rubric whose criteria have levels: tapped at the desk, frozen in the review, read after."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from cms.models import RubricCriterion, RubricLevel
from courses.models import Mark, Review
from tests.courses.assignments.desk import Device
from tests.courses.world import world
from tests.factories.courses import SubmissionFactory

pytestmark = pytest.mark.django_db

LEVELS = [("Belum", 10, "Produk gelap."), ("Cukup", 30, "Sisi gelap terbaca."), ("Baik", 50, "")]


def levels(criterion):
    """Give `criterion` three levels; return them."""
    return [
        RubricLevel.objects.create(
            criterion=criterion, title=title, points=points, words=words, sort_order=order
        )
        for order, (title, points, words) in enumerate(LEVELS)
    ]


def with_levels(count=1):
    """Return people who wait; the first criterion has levels, the second has none."""
    here = world(count)
    light, ground = here.tree.assignments[0].criteria.all()
    return here, light, ground, levels(light)


def test_a_level_and_points_make_the_mark_and_their_words_are_kept():
    here, light, ground, (_low, middle, _high) = with_levels()
    desk = Device(here)
    desk.type(**{f"level_{light.pk}": str(middle.pk), f"points_{ground.pk}": "40"})
    desk.decide()
    found = Review.objects.get()
    assert found.mark == Decimal("70.00")
    assert found.scores == [
        {
            "criterion": light.pk,
            "title": "Cahaya",
            "points": 30,
            "of": 50,
            "level": {"key": middle.pk, "title": "Cukup", "words": "Sisi gelap terbaca."},
        },
        {"criterion": ground.pk, "title": "Latar", "points": 40, "of": 50},
    ]


def test_editing_the_rubric_changes_no_review_and_no_mark():
    here, light, ground, (_low, middle, _high) = with_levels()
    desk = Device(here)
    desk.type(**{f"level_{light.pk}": str(middle.pk), f"points_{ground.pk}": "40"})
    desk.decide()
    before = Review.objects.values().get()
    middle.words, middle.points = "Lain sama sekali.", 1
    middle.save()
    light.points = 100
    light.save()
    ground.delete()
    assert Review.objects.values().get() == before
    assert Mark.objects.get().value == 70
    page = own_page(here)
    assert "Sisi gelap terbaca." in page
    assert "Latar" in page


def own_page(here):
    seat = here.seats[0]
    client = Device(here).client
    client.force_login(seat.user)
    page = here.tree.assignments[0]
    return client.get(
        reverse("courses:assignment", args=[seat.batch.public_id, page.activity_id])
    ).text


def test_the_participant_reads_all_levels_before_handing_in():
    here, _light, _ground, _levels = with_levels()
    here.submissions[0].delete()
    page = own_page(here)
    for words in ("Belum", "Produk gelap.", "Cukup", "Sisi gelap terbaca.", "Baik"):
        assert words in page


def test_a_form_saved_without_a_mark_is_no_mark():
    here, light, _ground, (low, _middle, _high) = with_levels()
    desk = Device(here)
    desk.type(**{f"level_{light.pk}": str(low.pk)})
    desk.press()
    desk.decide()
    assert "Give a mark" in desk.page.text
    assert (Review.objects.count(), Mark.objects.count()) == (0, 0)


def test_a_level_is_kept_in_the_draft_and_comes_back_after_undo():
    here, light, ground, (_low, _middle, high) = with_levels()
    desk = Device(here)
    desk.type(**{f"level_{light.pk}": str(high.pk)})
    desk.press()
    assert f'value="{high.pk}"' in checked(Device(here).page.text)
    again = Device(here)
    again.type(**{f"level_{light.pk}": str(high.pk), f"points_{ground.pk}": "50"})
    again.decide()
    found = Review.objects.get()
    again.client.post(reverse("courses:review_undo", args=[found.public_id]))
    assert f'value="{high.pk}"' in checked(Device(here).page.text)


def checked(html):
    """Return the radio button that is chosen."""
    return next(
        part for part in html.split("<input") if 'type="radio"' in part and "checked" in part
    )


def test_a_verdict_on_a_rubric_changed_meanwhile_is_looked_at_again():
    here, light, ground, (_low, middle, _high) = with_levels()
    desk = Device(here)
    desk.type(**{f"level_{light.pk}": str(middle.pk), f"points_{ground.pk}": "40"})
    middle.points = 45
    middle.save()
    desk.decide()
    assert "The rubric was changed meanwhile" in desk.page.text
    assert Review.objects.count() == 0
    desk.decide()
    assert Review.objects.get().mark == Decimal("85.00")


def test_a_level_of_another_criterion_is_refused():
    here, light, ground, _levels = with_levels()
    foreign = levels(ground)[2]
    desk = Device(here)
    desk.type(**{f"level_{light.pk}": str(foreign.pk), "mark": "80"})
    desk.decide()
    assert Review.objects.count() == 0


def test_reopened_work_starts_from_the_former_and_keeps_it_readable(client):
    here, light, ground, (low, _middle, high) = with_levels()
    desk = Device(here)
    texts = {f"level_{light.pk}": str(low.pk), f"points_{ground.pk}": "10", "feedback": "Ulangi."}
    desk.type(**texts)
    desk.decide("revision")
    seat = here.seats[0]
    client.force_login(seat.user)
    page = here.tree.assignments[0]
    address = reverse("courses:assignment", args=[seat.batch.public_id, page.activity_id])
    assert "Produk gelap." in client.get(address).text
    again = SubmissionFactory(enrollment=seat, assignment=page, number=2)
    second = Device(here)
    second.at(again)
    second.read(second.client.get(second.path))
    second.type(**{f"level_{light.pk}": str(high.pk), f"points_{ground.pk}": "50"})
    second.decide()
    shown = client.get(address).text
    assert "Produk gelap." in shown
    assert Mark.objects.get().value == 100


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_the_same_for_one_criterion_with_levels_and_three(
    client, django_assert_num_queries, count
):
    here, _light, ground, _levels = with_levels()
    page = here.tree.assignments[0]
    if count == 3:
        levels(ground)
        levels(RubricCriterion.objects.create(page=page, title="Sudut", points=50, sort_order=3))
    client.force_login(here.trainer)
    address = reverse("courses:review_desk", args=[here.submissions[0].public_id])
    client.get(address)
    with django_assert_num_queries(DESK_QUERIES):
        client.get(address)


DESK_QUERIES = 28


def test_an_old_page_without_levels_is_told_nothing_wrong(client):
    """A form of before the rubric had levels names points that no field asks for."""
    here, light, ground, _levels = with_levels()
    client.force_login(here.trainer)
    sent = {
        "client_id": str(uuid.uuid4()),
        "handed_in_at": here.submissions[0].submitted_at.isoformat(),
        "verdict": "accepted",
        "mark": "80",
        f"points_{light.pk}": "10",
        f"points_{ground.pk}": "10",
    }
    client.post(reverse("courses:review_desk", args=[here.submissions[0].public_id]), sent)
    assert Review.objects.get().mark == 80
