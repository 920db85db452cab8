"""Who writes what: a course is opened, trainers come and go, drafts become public."""

import pytest
from django.urls import reverse
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from academy.core.models import AuditEntry
from academy.people.models import Role
from cms.actions.courses import open_course, remove_trainer
from cms.actions.staff import set_up_staff
from cms.models import CoursePage, LessonPage
from tests.cms.people import editor, signed_in, trainer_of
from tests.factories.cms import catalogue
from tests.factories.course_tree import course_tree
from tests.factories.files import photo
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def lesson_form(page: LessonPage, text: str, **buttons) -> dict[str, str]:
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "minutes": "10",
            "body": streamfield([("text", rich_text(f"<p>{text}</p>"))]),
            "comments": inline_formset([]),
        }
        | buttons
    )


def publish(client, page: LessonPage, text: str):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, lesson_form(page, text, **{"action-publish": "1"}))


def text_of(page: LessonPage) -> str:
    return LessonPage.objects.get(pk=page.pk).body.render_as_block()


def test_a_trainer_publishes_a_lesson_of_the_own_course():
    tree = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    assert publish(client, tree.lessons[0], "Kata baru").status_code == 302
    assert "Kata baru" in text_of(tree.lessons[0])


def test_a_trainer_does_not_change_a_lesson_of_another_course():
    own, other = course_tree(modules=1, lessons=1), course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(own.course))
    publish(client, other.lessons[0], "Kata asing")
    assert "Kata asing" not in text_of(other.lessons[0])


def test_a_trainer_begins_at_the_own_course():
    tree = course_tree(modules=1, lessons=1)
    course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    response = client.get(reverse("wagtailadmin_explore_root"))
    assert response["Location"] == reverse("wagtailadmin_explore", args=[tree.course.pk])


def test_the_menu_of_a_trainer_has_what_trainers_use():
    tree = course_tree(modules=1, lessons=1)
    html = signed_in(trainer_of(tree.course)).get("/admin/").content.decode()
    for name in ("questions", "images", "documents"):
        assert f'"name": "{name}"' in html
    for name in ("reports", "settings", "help", "forms"):
        assert f'"name": "{name}"' not in html


def test_the_account_pages_of_the_admin_lead_to_ours():
    tree = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    assert client.get("/admin/account/")["Location"] == "/akun/"
    assert client.get("/admin/password_reset/").status_code in {403, 404}


def test_a_trainer_uses_the_pictures_of_the_own_course():
    own, other = course_tree(modules=1), course_tree(modules=1)
    user = trainer_of(own.course)
    trainer_of(other.course)
    theirs, ours = photo("Asing"), photo("Sendiri")
    for image, tree in ((theirs, other), (ours, own)):
        image.collection = tree.course.collection
        image.save()
    for action in ("change", "choose"):
        found = image_policy.instances_user_has_permission_for(user, action)
        assert [image.title for image in found] == ["Sendiri"]


def test_a_new_trainer_hands_in_and_an_editor_publishes():
    tree = course_tree(modules=1, lessons=1)
    lesson = tree.lessons[0]
    client = signed_in(trainer_of(tree.course, may_publish=False))
    boss = signed_in(editor())
    publish(client, lesson, "Kata baru")
    assert "Kata baru" not in text_of(lesson)
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    client.post(address, lesson_form(lesson, "Kata baru", **{"action-submit": "1"}))
    state = TaskState.objects.get(status="in_progress")
    approve = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "approve", state.pk])
    client.post(approve)
    assert "Kata baru" not in text_of(lesson)
    boss.post(approve)
    assert "Kata baru" in text_of(lesson)


def test_who_no_longer_teaches_reaches_nothing_any_more():
    tree = course_tree(modules=1, lessons=1)
    user = trainer_of(tree.course)
    remove_trainer(course=tree.course, user=user, by=None)
    publish(signed_in(user), tree.lessons[0], "Kata baru")
    assert "Kata baru" not in text_of(tree.lessons[0])
    assert not user.taught_courses.exists()


def test_opening_a_course_twice_changes_nothing():
    tree = course_tree(modules=1)
    user = UserFactory(trainer=True)
    first = open_course(course=tree.course, trainers=[user], by=None)
    again = open_course(course=tree.course, trainers=[user], by=None)
    assert (first.trainer_group, first.collection) == (again.trainer_group, again.collection)
    assert again.course_trainers.count() == 1
    assert AuditEntry.objects.filter(verb="trainer_assigned").count() == 1


def test_a_course_made_in_the_admin_has_its_group_at_once():
    index = catalogue()
    address = reverse("wagtailadmin_pages:add", args=["cms", "coursepage", index.pk])
    data = nested_form_data(
        {
            "title": "Kopi",
            "slug": "kopi",
            "summary": "Menyangrai.",
            "outcomes": streamfield([]),
            "audience": "",
            "needs": "",
            "hours": "3",
            "illustration": "",
            "glossary": inline_formset([]),
            "comments": inline_formset([]),
        }
    )
    signed_in(editor()).post(address, data)
    assert CoursePage.objects.get(slug="kopi").trainer_group is not None


def test_whoever_has_the_role_of_an_editor_is_in_the_group_of_editors():
    user = UserFactory(program_manager=True)
    set_up_staff()
    set_up_staff()
    assert list(user.groups.values_list("name", flat=True)) == [Role.PROGRAM_MANAGER]
    assert user.has_perm("wagtailadmin.access_admin")
