"""Deciding on the pages of the selection: for many, for one, and taken back."""

import pytest

from courses.models import Application
from tests.courses.applying import pages
from tests.factories.courses import ApplicationFactory

pytestmark = pytest.mark.django_db


def test_a_bulk_decision_asks_once_with_its_numbers_and_can_be_taken_back(work, batch):
    rows = [
        ApplicationFactory(batch=batch, state="verified", score=score) for score in (60, 90, 80)
    ]
    other = ApplicationFactory(batch=batch)
    chosen = [str(row.public_id) for row in (*rows, other)]

    asked = work.post(f"{pages(batch)}putuskan/", {"action": "accept", "selected": chosen})

    assert (asked.context["fitting_count"], asked.context["other_count"]) == (3, 1)
    assert asked.context["over_count"] == 1
    assert not Application.objects.filter(state="accepted").exists()
    work.post(
        f"{pages(batch)}putuskan/",
        {
            "action": "accept",
            "ids": asked.context["ids"],
            "confirmed": "1",
            "rest_to_reserve": "on",
        },
    )
    assert list(Application.objects.order_by("pk").values_list("state", flat=True)) == [
        "reserve",
        "accepted",
        "accepted",
        "submitted",
    ]
    page = work.get(pages(batch))
    assert "2 applicants accepted." in page.text
    assert "1 applicant put on the reserve list." in page.text
    work.post(f"{pages(batch)}batalkan/")
    assert list(Application.objects.order_by("pk").values_list("state", flat=True)) == [
        "verified",
        "verified",
        "verified",
        "submitted",
    ]


def test_declining_many_without_a_reason_comes_back_with_the_form(work, batch):
    row = ApplicationFactory(batch=batch)
    form = {"action": "decline", "ids": str(row.public_id), "confirmed": "1"}

    refused = work.post(f"{pages(batch)}putuskan/", form | {"reason": " "})
    work.post(f"{pages(batch)}putuskan/", form | {"reason": "Kuota penuh."})

    assert list(refused.context["form"].errors) == ["reason"]
    row.refresh_from_db()
    assert (row.state, row.reason) == ("declined", "Kuota penuh.")


def test_all_of_a_filter_are_verified_though_one_page_shows_fifty(work, batch, run_jobs):
    for _ in range(52):
        ApplicationFactory(batch=batch, pillar="sosiopreneur")
    ApplicationFactory(batch=batch)
    path = f"{pages(batch)}putuskan/?pillar=sosiopreneur"

    asked = work.post(path, {"action": "verify", "everything": "1"})
    work.post(path, {"action": "verify", "ids": asked.context["ids"], "confirmed": "1"})

    run_jobs()
    assert Application.objects.filter(state="verified").count() == 52


def test_the_page_of_one_does_not_offer_to_take_a_whole_selection_back(work, batch):
    first, second, third = (ApplicationFactory(batch=batch) for _ in range(3))
    path = f"/kerja/pendaftaran/{third.public_id}/"
    for chosen, offered in (([first, second], False), ([third], True)):
        asked = work.post(
            f"{pages(batch)}putuskan/",
            {"action": "verify", "selected": [str(row.public_id) for row in chosen]},
        )
        work.post(
            f"{pages(batch)}putuskan/",
            {"action": "verify", "ids": asked.context["ids"], "confirmed": "1"},
        )
        assert ("pendaftaran/batalkan/" in work.get(path).text) is offered


def test_ticks_of_another_batch_are_not_decided(work, batch):
    foreign = ApplicationFactory()
    form = {"action": "verify", "selected": [str(foreign.public_id)], "confirmed": "1"}

    work.post(f"{pages(batch)}putuskan/", form)

    foreign.refresh_from_db()
    assert foreign.state == "submitted"


def test_nobody_decides_about_the_own_application(work, batch):
    own = ApplicationFactory(batch=batch, user=batch.coordinators.get())
    form = {"action": "verify", "selected": [str(own.public_id)], "confirmed": "1"}

    work.post(f"{pages(batch)}putuskan/", form)
    answer = work.post(f"/kerja/pendaftaran/{own.public_id}/putuskan/", {"action": "verify"})

    own.refresh_from_db()
    assert (own.state, answer.status_code) == ("submitted", 404)


def test_a_decision_leads_to_the_next_of_the_filter(work, batch):
    first, second = (ApplicationFactory(batch=batch, state="verified") for _ in range(2))
    query = "?state=verified"

    answer = work.post(
        f"/kerja/pendaftaran/{first.public_id}/putuskan/{query}", {"action": "accept"}
    )

    assert answer.headers["Location"] == f"/kerja/pendaftaran/{second.public_id}/{query}"
    page = work.get(answer.headers["Location"])
    assert "1 applicant accepted." in page.text
