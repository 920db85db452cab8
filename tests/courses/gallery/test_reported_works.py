"""A work that somebody finds should not hang there: reported, hidden, shown again."""

import uuid

import pytest
from django.urls import reverse

from academy.notify.models import Notice
from courses.gallery import actions
from courses.models import Report
from tests.courses.gallery.hanging import WORD, classmate, shown, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return world()


def gallery(here):
    return reverse("courses:gallery", args=[here.batch.public_id])


def test_a_reported_work_is_hidden_with_a_reason_and_shown_again(client, here):
    work = shown(here)
    classmate(client, here)
    page = client.get(reverse("courses:gallery_work", args=[here.batch.public_id, work.public_id]))
    report = reverse("courses:report", args=["gallery_work", work.public_id])
    assert report in page.text
    sent = {"client_id": str(uuid.uuid4()), "reason": "private", "text": "Ada nomor HP."}
    for _time in range(2):
        client.post(report, sent)
    found = Report.objects.get()
    seen = [WORD in client.get(gallery(here)).text]

    client.force_login(here.coordinator)
    assert WORD in client.get(reverse("courses:reports")).text
    decide = reverse("courses:report_decide", args=[found.public_id])
    client.post(decide, {"reason": "Nomor HP terbaca pada label."})
    desk = reverse("courses:gallery_desk_work", args=[work.public_id])
    assert "hidden from the batch" in client.get(desk).text

    author = work.submission.enrollment.user
    own = Notice.objects.filter(user=author).latest("pk")
    client.force_login(author)
    assert own.url == reverse("courses:gallery_own", args=[work.public_id])
    assert "Hidden for now" in client.get(own.url).text

    classmate(client, here)
    seen.append(WORD in client.get(gallery(here)).text)
    assert client.get(page.request["PATH_INFO"]).status_code == 404
    client.force_login(here.coordinator)
    client.post(reverse("courses:thing_show", args=["gallery_work", work.public_id]))
    classmate(client, here)
    seen.append(WORD in client.get(gallery(here)).text)
    assert seen == [True, False, True]


def test_a_report_on_a_work_that_is_gone_meanwhile_comes_back(client, here):
    work = shown(here)
    classmate(client, here)
    report = reverse("courses:report", args=["gallery_work", work.public_id])
    assert client.get(report).status_code == 200
    actions.keep_back(work=work)
    answer = client.post(report, {"reason": "private", "text": "Ada nomor HP."})
    assert answer.status_code == 404
    assert "Ada nomor HP." in answer.text


def test_of_two_who_take_it_down_the_second_reads_the_reason_that_was_told(client, here):
    work = shown(here)
    desk = reverse("courses:gallery_desk_work", args=[work.public_id])
    client.cookies["django_language"] = "en"
    client.force_login(here.coordinator)
    # A finger that slipped is no second person.
    pages = [client.post(desk, {"reason": "Foto tertukar."}) for _time in range(2)]
    assert [page.status_code for page in pages] == [302, 302]
    client.force_login(here.trainer)
    page = client.post(desk, {"reason": "Wajah anak terlihat."}, follow=True)
    assert "Somebody else has taken this work down meanwhile" in page.text
    assert "Foto tertukar." in page.text
    assert "Wajah anak terlihat." in page.text
    assert "The participant is told" not in page.text


def test_ones_own_work_is_withdrawn_and_not_reported(client, here):
    work = shown(here)
    client.force_login(work.submission.enrollment.user)
    address = reverse("courses:gallery_work", args=[here.batch.public_id, work.public_id])
    assert reverse("courses:report", args=["gallery_work", work.public_id]) not in (
        client.get(address).text
    )


def test_a_hidden_work_can_be_withdrawn_by_its_author_and_stays_away(client, here):
    work = shown(here)
    client.force_login(here.coordinator)
    hide = reverse("courses:thing_hide", args=["gallery_work", work.public_id])
    client.post(hide, {"reason": "Nomor HP terbaca."})
    author = work.submission.enrollment.user
    client.force_login(author)
    own = reverse("courses:gallery_own", args=[work.public_id])
    keep_back = reverse("courses:gallery_keep_back", args=[work.public_id])
    assert keep_back in client.get(own).text
    client.post(keep_back)
    client.force_login(here.coordinator)
    client.post(reverse("courses:thing_show", args=["gallery_work", work.public_id]))
    classmate(client, here)
    assert WORD not in client.get(gallery(here)).text
