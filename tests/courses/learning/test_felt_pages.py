"""Finishing is felt; before the beginning there is something to prepare; Akun holds the rest."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.web.formats import NBSP
from cms.models import LessonPage
from courses.learning.queries.way import read
from courses.models import Program
from tests.courses.seats import seat
from tests.factories.courses import BatchFactory, CompletionFactory, ModuleScheduleFactory, days

pytestmark = pytest.mark.django_db


def finish(client, enrollment, lesson):
    client.force_login(enrollment.user)
    address = reverse(
        "courses:lesson_finish", args=[enrollment.batch.public_id, lesson.activity_id]
    )
    answer = client.post(address, {"client_id": uuid.uuid4()}, follow=True)
    return answer.text


def do_all_but(enrollment, left):
    for place in read(enrollment).places():
        if place.step.activity.id != left.pk:
            CompletionFactory(enrollment=enrollment, activity_id=place.step.activity.id)


def test_a_lesson_says_how_far_one_is_in_the_module(client):
    enrollment, tree = seat(modules=1, lessons=2)
    assert "Selesai: 1 dari 4 di modul ini." in finish(client, enrollment, tree.lessons[0])


def test_the_last_of_a_module_opens_a_petal(client):
    enrollment, tree = seat(modules=2, lessons=1)
    for place in list(read(enrollment).places())[1:3]:
        CompletionFactory(enrollment=enrollment, activity_id=place.step.activity.id)
    page = finish(client, enrollment, tree.lessons[0])
    assert "1 dari 2 kelopak sudah mekar" in page
    assert "flower__petal--done" in page


def test_the_last_of_a_course_is_said(client):
    enrollment, tree = seat(modules=1, lessons=1)
    do_all_but(enrollment, tree.lessons[0])
    assert "menyelesaikan seluruh kursus" in finish(client, enrollment, tree.lessons[0])


def test_before_the_beginning_one_reads_what_to_prepare(client):
    batch = BatchFactory(starts_on=timezone.localdate() + days(5))
    enrollment, tree = seat(batch=batch, pinned=False, quiz=False, assignment=False)
    LessonPage.objects.update(size=200_000)
    batch.batch_courses.create(course=tree.course, position=1)
    for module in tree.modules:
        ModuleScheduleFactory(batch=batch, module=module, opens_at=timezone.now() + days(6))
    client.force_login(enrollment.user)
    page = client.get("/belajar/").text
    assert "Yang dapat Anda siapkan" in page
    assert "Sertifikat Anda akan memuat nama" in page
    assert f"400{NBSP}kB" in page


def test_what_opens_before_the_beginning_can_be_begun_and_the_rest_be_prepared(client):
    batch = BatchFactory(starts_on=timezone.localdate() + days(5))
    enrollment, tree = seat(batch=batch, pinned=False, modules=2, lessons=1)
    batch.batch_courses.create(course=tree.course, position=1)
    first, second = tree.modules
    ModuleScheduleFactory(batch=batch, module=first, opens_at=timezone.now() - days(1))
    ModuleScheduleFactory(batch=batch, module=second, opens_at=timezone.now() + days(6))
    client.force_login(enrollment.user)
    page = client.get("/belajar/").text
    assert "Kursi Anda sudah siap" in page
    assert tree.lessons[0].title in page
    for place in list(read(enrollment).places())[:3]:
        CompletionFactory(enrollment=enrollment, activity_id=place.step.activity.id)
    assert "Yang dapat Anda siapkan" in client.get("/belajar/").text


def test_the_outline_says_what_a_whole_module_costs(client):
    enrollment, _tree = seat(pinned=False, modules=1, lessons=2, quiz=False, assignment=False)
    Program.objects.update(rupiah_per_mb=250)
    LessonPage.objects.update(size=200_000)
    client.force_login(enrollment.user)
    page = client.get(f"/belajar/{enrollment.batch.public_id}/").text
    (said,) = re.findall(r"Seluruh modul:(.+?)</p>", page, re.S)
    assert f"400{NBSP}kB" in said
    assert f"≈{NBSP}Rp100" in said


def test_certificates_language_and_theme_are_found_in_akun(client):
    enrollment, _tree = seat()
    client.force_login(enrollment.user)
    page = client.get("/akun/").text
    for part in ("/belajar/sertifikat/", 'name="language"', 'name="theme"'):
        assert part in page
