"""What a trainer reaches in Wagtail's admin: every address of it, own course and another."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLResolver, get_resolver

from cms.admin_doors import OF_TRAINERS
from cms.models import AcademyImage, Question
from tests.cms.people import signed_in, trainer_of
from tests.factories.course_tree import CourseTree, course_tree
from tests.factories.files import photo

pytestmark = pytest.mark.django_db
SECRET = "Rahasia"
# Addresses that answer a trainer with a page, where the objects are of the own course.
OPENED = {
    "wagtailadmin_api:pages": [
        "listing",
    ],
    "": [
        "cms_bank_export",
        "cms_bank_picture",
        "cms_bank_send",
        "cms_bank_template",
        "cms_bank_typed",
        "cms_original",
        "cms_word",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_dismissibles",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_home",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
        "wagtailadmin_tag_autocomplete",
    ],
    "wagtailadmin_pages": [
        "add",
        "add_subpage",
        "confirm_workflow_cancellation",
        "copy",
        "delete",
        "edit",
        "history",
        "history_results",
        "move",
        "move_confirm",
        "preview_on_add",
        "preview_on_edit",
        "revisions_revert",
        "revisions_unschedule",
        "revisions_view",
        "search",
        "search_results",
        "unpublish",
        "usage",
        "view_draft",
        "workflow_history",
    ],
    "wagtaildocs": [
        "add",
        "add_multiple",
        "index",
        "index_results",
    ],
    "wagtaildocs_chooser": [
        "choose",
        "choose_results",
        "chosen_multiple",
        "create",
    ],
    "wagtailimages": [
        "add",
        "add_multiple",
        "delete",
        "edit",
        "image_usage",
        "index",
        "index_results",
    ],
    "wagtailimages_chooser": [
        "choose",
        "choose_results",
        "chosen",
        "chosen_multiple",
        "create",
        "select_format",
    ],
    "wagtailmedia": [
        "add",
        "chooser",
        "chooser_typed",
        "chooser_upload",
        "index",
    ],
    "wagtailsnippetchoosers_cms_question": [
        "choose",
        "choose_results",
        "chosen",
        "chosen_multiple",
        "create",
    ],
    "wagtailsnippets_cms_question": [
        "add",
        "edit",
        "history",
        "history_results",
        "list",
        "list_results",
        "unpublish",
        "usage",
    ],
    "wagtailsnippets_cms_rubric": [
        "add",
        "list",
        "list_results",
    ],
}
GROUP = re.compile(r"\((?:\?P<(\w+)>)[^()]*\)")
CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")


def admin_views(resolver=None, prefix="", names=()) -> Iterator[tuple[str, str]]:
    """Yield the name and the pattern of every address below /admin/."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from admin_views(pattern, path, inner)
        elif path.lstrip("^").startswith("admin/") and pattern.name:
            yield ":".join((*names, pattern.name)), path


def address(pattern: str, values: dict[str, object]) -> str:
    """Fill `pattern` (of `path` or `re_path`) with `values`; what is unknown becomes 1."""

    def value(match: re.Match[str]) -> str:
        return str(values.get(match[1], 1))

    path = GROUP.sub(value, pattern)
    return "/" + re.sub(r"[\^$]|\\Z", "", CONVERTED.sub(value, path)).replace("\\.", ".")


def values_of(tree: CourseTree) -> dict[str, object]:
    lesson = tree.lessons[0]
    revision = lesson.save_revision()
    image = photo(tree.course.title)
    image.collection = tree.course.collection
    image.save()
    return {
        "page_id": lesson.pk,
        "parent_page_id": tree.modules[0].pk,
        "page_to_move_id": lesson.pk,
        "destination_id": tree.modules[0].pk,
        "content_type_app_name": "cms",
        "content_type_app_label": "cms",
        "content_type_model_name": "lessonpage",
        "app_label": "cms",
        "model_name": "lessonpage",
        "object_id": lesson.pk,
        "revision_id": revision.pk,
        "revision_id_a": "live",
        "revision_id_b": "latest",
        "pk": Question.objects.filter(course=tree.course).first().pk,
        "image_id": image.pk,
        "media_type": "video",
        "action": "delete",
    }


def reached(client, values: dict[str, object]) -> dict[str, bytes]:
    """Return what each address shows to the person, by name; refused ones are left out."""
    shown = {}
    for name, pattern in admin_views():
        # A chooser's `pk` is of what it chooses, not of a question.
        own = {"pk": values["image_id"]} if name.startswith("wagtailimages_chooser") else {}
        response = client.get(address(pattern, values | own))
        if response.status_code == 200:
            shown[name] = response.getvalue()
    return shown


def by_namespace(found) -> dict[str, list[str]]:
    spaces: dict[str, list[str]] = {}
    for name in sorted(found):
        space, _colon, short = name.rpartition(":")
        spaces.setdefault(space, []).append(short)
    return spaces


def test_a_trainer_reaches_these_views_of_the_own_course_and_no_others():
    tree = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    found = reached(client, values_of(tree))
    assert by_namespace(found) == OPENED
    assert set(found) <= OF_TRAINERS


def test_no_view_shows_a_trainer_anything_of_another_course():
    own = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(own.course))
    other = course_tree(modules=1, lessons=1, title=f"{SECRET} kursus", live=False)
    trainer_of(other.course)
    for page in (*other.modules, *other.lessons, *other.quizzes, *other.assignments):
        page.title = f"{SECRET} {page.title}"
        page.live = False
        page.save()
    Question.objects.filter(course=other.course).update(text=f"{SECRET} soal")
    values = values_of(other)
    shown = [
        name for name, content in reached(client, values).items() if SECRET.encode() in content
    ]
    assert shown == []


# Parts of the names of views that are told in the query what to show.
BY_QUERY = ("chosen", "choose_page", "api", "editing_sessions")
ACTS = {
    "wagtailcore/page": ["publish", "unpublish", "delete", "move"],
    "cms/academyimage": ["delete", "add_tags", "add_to_collection"],
    "cms/question": ["delete"],
}


def ids_of(tree: CourseTree, picture: int) -> dict[str, int]:
    return {
        "wagtailcore/page": tree.lessons[0].pk,
        "cms/academyimage": picture,
        "cms/question": Question.objects.filter(course=tree.course).first().pk,
    }


def test_no_view_shows_what_of_another_course_its_query_names():
    own = course_tree(modules=1, lessons=1)
    other = course_tree(modules=1, lessons=1, title=f"{SECRET} kursus", live=False)
    client = signed_in(trainer_of(own.course))
    trainer_of(other.course)
    for page in (*other.modules, *other.lessons):
        page.title = page.draft_title = f"{SECRET} {page.title}"
        page.live = False
        page.save()
    Question.objects.filter(course=other.course).update(text=f"{SECRET} soal")
    values = values_of(other)
    picture = AcademyImage.objects.get(pk=values["image_id"])
    picture.title = f"{SECRET} gambar"
    picture.save()
    lesson = own.lessons[0].pk
    addresses = [
        f"/admin/bulk/{model}/{act}/?id={which}"
        for model, acts in ACTS.items()
        for act in acts
        for which in (
            ids_of(other, picture.pk)[model],
            f"{lesson}&id={ids_of(other, picture.pk)[model]}",
            "all",
            f"all&childOf={other.modules[0].pk}",
        )
    ]
    query = "&".join(
        f"{name}={page}"
        for name in ("id", "child_of", "descendant_of", "ancestor_of", "translation_of")
        for page in [other.lessons[0].pk]
    )
    for name, pattern in admin_views():
        if name not in OF_TRAINERS or not any(part in name for part in BY_QUERY):
            continue
        addresses.append(f"{address(pattern, values_of_own(own))}?{query}")
    shown = [path for path in addresses if SECRET.encode() in client.get(path).content]
    assert shown == []


def values_of_own(tree: CourseTree) -> dict[str, object]:
    lesson = tree.lessons[0]
    return {"page_id": lesson.pk, "parent_page_id": tree.modules[0].pk, "object_id": lesson.pk}


def test_an_act_on_many_of_the_own_pages_is_asked():
    own = course_tree(modules=1, lessons=2)
    client = signed_in(trainer_of(own.course))
    ids = "&".join(f"id={lesson.pk}" for lesson in own.lessons)
    for act in ACTS["wagtailcore/page"]:
        answer = client.get(f"/admin/bulk/wagtailcore/page/{act}/?{ids}&next=/admin/pages/")
        assert own.lessons[1].title in answer.content.decode()
