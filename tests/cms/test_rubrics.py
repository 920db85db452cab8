"""Rubrics in levels, and the library of those that are kept."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model

from cms.actions import rubrics
from cms.models import AssignmentPage, Rubric, RubricCriterion, RubricLevel, RubricPart
from cms.models import RubricPartLevel as PartLevel
from cms.readiness import NotFinished
from tests.cms.people import editor, signed_in, trainer_of
from tests.factories.course_tree import course_tree
from tests.factories.files import photo

pytestmark = pytest.mark.django_db


def kept(name="Foto satu produk", course=None):
    """Return a kept rubric of one criterion in two levels."""
    rubric = Rubric(name=name, course=course)
    part = RubricPart(title="Cahaya", points=40)
    part.levels = [
        PartLevel(title="Belum", points=10, sort_order=0, words="Gelap."),
        PartLevel(title="Baik", points=40, sort_order=1),
    ]
    rubric.criteria = [part]
    rubric.save()
    return rubric


def written(page):
    """Return the rubric of the newest draft of `page`: titles, points and levels."""
    draft = AssignmentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [
        (item.title, item.points, [(level.title, level.points) for level in item.levels.all()])
        for item in draft.criteria.all()
    ]


def test_a_taken_rubric_is_a_copy_in_the_draft_and_changes_nothing_published():
    tree = course_tree(modules=1, lessons=1)
    page, trainer = tree.assignments[0], trainer_of(tree.course)
    rubric = kept()
    rubrics.take_rubric(page=page, rubric=rubric, by=trainer)
    assert written(page) == [("Cahaya", 40, [("Belum", 10), ("Baik", 40)])]
    assert [item.title for item in RubricCriterion.objects.filter(page=page)] == ["Cahaya", "Latar"]
    rubric.criteria.all()[0].levels.all().delete()
    AssignmentPage.objects.get(pk=page.pk).latest_revision.publish()
    assert list(RubricLevel.objects.values_list("title", flat=True)) == ["Belum", "Baik"]


def test_an_assignment_s_rubric_is_kept_and_kept_again_under_one_name():
    tree = course_tree(modules=1, lessons=1)
    page, trainer = tree.assignments[0], trainer_of(tree.course)
    for _time in range(2):
        rubrics.keep_rubric(page=page, name="Foto", course=tree.course, by=trainer)
    assert list(RubricPart.objects.values_list("rubric__name", "title")) == [
        ("Foto", "Cahaya"),
        ("Foto", "Latar"),
    ]


def test_a_trainer_takes_own_rubrics_and_those_for_all_and_no_others():
    own, other = course_tree(modules=1, lessons=1), course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(own.course))
    mine, common, foreign = kept("A", own.course), kept("B"), kept("C", other.course)
    address = reverse("cms_rubrics", args=[own.assignments[0].pk])
    page = client.get(address)
    assert [rubric.name for rubric in page.context["rubrics"]] == ["A", "B"]
    assert client.post(address, {"take": foreign.pk}).status_code == 404
    assert client.post(address, {"take": common.pk}).status_code == 302
    assert written(own.assignments[0]) == [("Cahaya", 40, [("Belum", 10), ("Baik", 40)])]
    assert client.get(reverse("cms_rubrics", args=[other.assignments[0].pk])).status_code != 200
    for rubric, status in ((mine, 200), (common, 404), (foreign, 404)):
        edit = reverse("wagtailsnippets_cms_rubric:edit", args=[rubric.pk])
        assert client.get(edit).status_code == status


def test_an_editor_writes_rubrics_for_all_courses():
    client = signed_in(editor())
    kept()
    assert client.get(reverse("wagtailsnippets_cms_rubric:list")).status_code == 200
    assert client.post(reverse("wagtailsnippets_cms_rubric:add"), typed()).status_code == 302
    assert Rubric.objects.get(name="Baru").criteria.get().levels.count() == 2


def typed(**changes):
    """What the form of a kept rubric sends: one criterion with two levels."""
    level = {"words": "", "sample": "", "sample_alt": "", "sample_note": "", "id": "", "DELETE": ""}
    sent = {"name": "Baru", "course": ""}
    sent |= formset("criteria", 1) | formset("criteria-0-levels", 2)
    sent |= {"criteria-0-title": "Cahaya", "criteria-0-description": "", "criteria-0-points": "40"}
    sent |= {"criteria-0-ORDER": "1", "criteria-0-id": "", "criteria-0-DELETE": ""}
    for number, points in enumerate(("10", "40")):
        own = level | {"title": f"Tingkat {number}", "points": points, "ORDER": str(number + 1)}
        sent |= {f"criteria-0-levels-{number}-{name}": value for name, value in own.items()}
    return sent | changes


def formset(prefix, count):
    counts = {"TOTAL_FORMS": count, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return {f"{prefix}-{name}": str(value) for name, value in counts.items()}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"criteria-0-levels-1-points": "30"}, "gives the points at most: 40"),
        ({"criteria-0-levels-1-DELETE": "on"}, "One level is no choice"),
    ],
)
def test_levels_that_no_reviewer_could_give_points_by_are_refused(changes, said):
    client = signed_in(editor())
    client.cookies["django_language"] = "en"
    answer = client.post(reverse("wagtailsnippets_cms_rubric:add"), typed(**changes))
    assert answer.status_code == 200
    assert said in answer.text
    assert Rubric.objects.count() == 0


def test_a_sample_counts_among_the_bytes_and_is_told_with_its_own():
    tree = course_tree(modules=1, lessons=1)
    page = tree.assignments[0]
    page.save()
    before = AssignmentPage.objects.get(pk=page.pk).size
    level = RubricLevel.objects.create(
        criterion=page.criteria.all()[0], title="Baik", points=50, sample=photo("Contoh")
    )
    assert level.sample_size > 0
    again = AssignmentPage.objects.get(pk=page.pk)
    again.save()
    assert again.size == before + level.sample_size
    assert get_image_model().objects.exists()


def test_levels_go_along_when_a_course_is_copied():
    tree = course_tree(modules=1, lessons=1)
    page = tree.assignments[0]
    RubricLevel.objects.create(criterion=page.criteria.all()[0], title="Baik", points=50)
    copied = AssignmentPage.objects.get(pk=page.pk).copy(update_attrs={"slug": "salinan"})
    assert [
        [level.title for level in item.levels.all()] for item in copied.specific.criteria.all()
    ] == [["Baik"], []]


@pytest.mark.parametrize("points", [[1, 100], [1, 9], [10]])
def test_levels_by_which_nobody_could_be_marked_are_not_published(points):
    """As the file of a course may bring them, which no form has looked at."""
    page = course_tree(modules=1, lessons=1).assignments[0]
    draft = AssignmentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    criterion = RubricCriterion(title="Label", points=10)
    criterion.levels = [
        RubricLevel(title=f"Tingkat {at}", points=most, sort_order=at)
        for at, most in enumerate(points)
    ]
    draft.criteria = [criterion]
    with pytest.raises(NotFinished, match="Label: "):
        draft.save_revision(clean=False).publish(user=None)


def test_a_rubric_is_taken_into_no_page_that_an_editor_has_locked():
    tree = course_tree(modules=1, lessons=1)
    page, trainer = tree.assignments[0], trainer_of(tree.course)
    before = written(page)
    AssignmentPage.objects.filter(pk=page.pk).update(locked=True)
    answer = signed_in(trainer).post(
        reverse("cms_rubrics", args=[page.pk]), {"take": kept().pk}, follow=True
    )
    assert "Anda tidak boleh mengubah halaman ini" in answer.text
    assert written(page) == before


def test_what_stood_there_before_a_rubric_was_taken_is_a_version_to_come_back_to():
    tree = course_tree(modules=1, lessons=1)
    page, trainer = tree.assignments[0], trainer_of(tree.course)
    assert page.latest_revision is None
    rubrics.take_rubric(page=page, rubric=kept(), by=trainer)
    assert page.revisions.count() == 2
