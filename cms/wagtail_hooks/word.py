"""Where a Word file comes in: at a module as a new lesson, at a lesson as its content."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from academy.people.models import User
from cms.models import ModulePage
from cms.rules import may_take_word
from cms.views import word

ADDRESS = "materi-dari-word"


@hooks.register("register_admin_urls")
def word_urls() -> list[URLPattern]:
    return [
        path(f"{ADDRESS}/<int:page_id>/", word.word, name="cms_word"),
        path(f"{ADDRESS}/berkas/<uuid:file_id>/", word.preview, name="cms_word_preview"),
        path(f"{ADDRESS}/berkas/<uuid:file_id>/tampilan/", word.shown, name="cms_word_shown"),
        path(
            f"{ADDRESS}/berkas/<uuid:file_id>/gambar/<int:number>/",
            word.picture,
            name="cms_word_picture",
        ),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def from_word(page: Page, user: User, *args: object, **kwargs: object) -> Iterator[Button]:
    if may_take_word(user, page):
        is_module = page.specific_class is ModulePage
        yield Button(
            _("Lesson from a Word file") if is_module else _("Replace with a Word file"),
            reverse("cms_word", args=[page.pk]),
            icon_name="doc-full-inverse",
            priority=16,
        )
