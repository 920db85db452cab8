"""What a lesson costs stands beside its form, block by block, and follows the writing."""

import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from academy.web import formats
from cms.models import AcademyMedia, LessonPage, MediaState, MediaVersion
from cms.sizes import page_size, sizes_by_block
from courses.models import Batch, Program
from tests.cms.people import signed_in, trainer_of
from tests.factories.course_tree import course_tree
from tests.factories.courses import BatchFactory
from tests.factories.files import photo

pytestmark = pytest.mark.django_db


def written(html: str) -> str:
    panel = re.search(r'<div class="cost-panel">.*?</div>', html, re.S)
    assert panel
    return re.sub(r"(<[^>]+>|\s)+", " ", panel[0]).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def lesson():
    tree = course_tree(modules=1, lessons=1)
    BatchFactory(courses=[tree.course])
    page = LessonPage.objects.get(pk=tree.lessons[0].pk)
    picture = {"image": photo(), "alt": "Stoples", "caption": ""}
    page.body = [("text", "<p>Cahaya</p>"), ("image", picture)]
    page.save_revision()
    return page, signed_in(trainer_of(tree.course))


def test_each_block_and_the_total_stand_beside_the_form_in_bytes_and_rupiah(lesson):
    page, client = lesson
    Program.objects.update(rupiah_per_mb=100_000)
    shown = written(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())
    total = page_size(page)
    for part in (
        "1. Teks",
        "2. Gambar",
        formats.data_size(total),
        formats.data_cost(total, 100_000),
    ):
        assert part.replace("\N{NO-BREAK SPACE}", " ") in shown


@pytest.mark.parametrize("budget", [1, 5_000_000])
def test_beyond_the_budget_of_a_batch_it_is_marked(lesson, budget):
    page, client = lesson
    Batch.objects.update(data_budget=budget)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert ("cost-panel__beyond" in html) is (budget == 1)
    assert ("Melebihi" in written(html)) is (budget == 1)


def test_the_figures_come_back_with_each_draft_that_is_saved(lesson):
    page, client = lesson
    form = {
        "title": page.title, "slug": page.slug, "summary": "", "minutes": "5",
        "body": streamfield([("text", rich_text("<p>" + "cahaya " * 900 + "</p>"))]),
        "comments": inline_formset([]),
    }  # fmt: skip
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    accept = {"HTTP_ACCEPT": "application/json"}
    answer = client.post(address, nested_form_data(form), **accept).json()
    assert answer["success"]
    shown = written(answer["html"])
    assert "1. Teks 7 kB" in shown
    assert "2. Gambar" not in shown


def test_a_new_lesson_has_it_too(lesson):
    page, client = lesson
    module = page.get_parent()
    address = reverse("wagtailadmin_pages:add", args=["cms", "lessonpage", module.pk])
    assert "Jumlah 4 kB" in written(client.get(address).content.decode())


def test_a_video_stands_there_in_all_ways_in_which_participants_may_watch_it(lesson):
    page, client = lesson
    media = AcademyMedia(title="Putar", type="video", state=MediaState.READY)
    media.file = ContentFile(b"\0\0\0\x18ftypmp42", name="putar.mp4")
    media.save()
    sizes = {"audio": 20_000, "240p": 90_000, "480p": 240_000}
    for quality, size in sizes.items():
        name = f"media/{quality}"
        MediaVersion.objects.create(media=media, quality=quality, size=size, file=name)
    page.body = [("video", {"video": media, "caption": ""})]
    page.save_revision()
    shown = written(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())
    names = ("teks saja", "suara saja", "240p", "480p")
    told = zip(names, (0, *sizes.values()), strict=True)
    ways = " ".join(f"{name}: {formats.data_size(size)}" for name, size in told)
    assert ways.replace("\N{NO-BREAK SPACE}", " ") in shown


def test_a_block_that_alone_is_beyond_the_budget_is_marked_in_its_row(lesson):
    page, client = lesson
    blocks = sizes_by_block(page)
    Batch.objects.update(data_budget=blocks[1].size - 1)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    rows = re.findall(r"<tr>.*?</tr>", html[html.index('class="cost-panel"') :], re.S)
    assert ["cost-panel__beyond" in row for row in rows[:2]] == [False, True]
    assert str(_("more than a whole page may take")) in rows[1]
