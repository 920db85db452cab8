"""What is done with many questions of the bank at once, and their files."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from cms.actions.bank import describe, is_published, publish_questions
from cms.bank.markable import fault_of
from cms.forms.bank import DescribeForm, packed
from cms.models import Question
from cms.views import bank, places
from cms.wagtail_hooks.bank.as_listed import AsListed

ADDRESS = "bank-soal"


@hooks.register("register_admin_urls")
def bank_urls() -> list[URLPattern]:
    return [
        path(f"{ADDRESS}/berkas/", bank.send, name="cms_bank_send"),
        path(f"{ADDRESS}/berkas/<uuid:file_id>/", bank.preview, name="cms_bank_preview"),
        path(f"{ADDRESS}/contoh.xlsx", bank.template, name="cms_bank_template"),
        path(f"{ADDRESS}/ekspor/", bank.export, name="cms_bank_export"),
        path(f"{ADDRESS}/ketik/", bank.typed, name="cms_bank_typed"),
        path(f"{ADDRESS}/gambar/<int:image_id>/", places.picture, name="cms_bank_picture"),
    ]


class OfQuestions(AsListed, SnippetBulkAction):
    """An act on those of the chosen questions that the person may change."""

    models = [Question]
    permission = "change"

    def check_perm(self, snippet: Question) -> bool:
        allowed: bool = self.permission_policy.user_has_permission_for_instance(
            self.request.user, self.permission, snippet
        )
        return allowed


@hooks.register("register_bulk_action")
class PublishQuestions(OfQuestions):
    """Publish the drafts of many; those that cannot be marked are named and left."""

    permission = "publish"
    display_name = _("Publish")
    action_type = "publish"
    aria_label = _("Publish the chosen questions")
    template_name = "cms/bank/publish.html"
    action_priority = 10

    def object_context(self, snippet: Question) -> dict[str, Any]:
        context: dict[str, Any] = super().object_context(snippet)
        draft = snippet.get_latest_revision_as_object()
        return context | {
            "item": draft,
            "fault": "" if is_published(snippet) else fault_of(draft),
            "is_published": is_published(snippet),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        items = context["items"]
        return context | {
            "whole": [one for one in items if not (one["fault"] or one["is_published"])],
            "left": [one for one in items if one["fault"]],
        }

    def get_execution_context(self) -> dict[str, Any]:
        context: dict[str, Any] = super().get_execution_context()
        return context | {"by": self.request.user}

    @classmethod
    def execute_action(cls, objects: Iterable[Question], **context: Any) -> tuple[int, int]:
        count, left = publish_questions(questions=objects, by=context["by"])
        for question, fault in left:
            said = _("“%(question)s” stays a draft. %(fault)s")
            shown = {"question": Truncator(question.text).chars(80), "fault": fault}
            messages.warning(context["self"].request, said % shown)
        return count, 0

    def get_success_message(self, count: int, _children: int) -> str | None:
        if not count:
            return None
        said = ngettext(
            "%(count)s question is published.", "%(count)s questions are published.", count
        )
        return said % {"count": count}


@hooks.register("register_bulk_action")
class DescribeQuestions(OfQuestions):
    """Give tags, a difficulty and a language to many."""

    display_name = _("Tags, difficulty, language")
    action_type = "describe"
    aria_label = _("Describe the chosen questions")
    template_name = "cms/bank/describe.html"
    action_priority = 20
    form_class = DescribeForm

    def get_execution_context(self) -> dict[str, Any]:
        context: dict[str, Any] = super().get_execution_context()
        return context | {"by": self.request.user, "said": self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, objects: Iterable[Question], **context: Any) -> tuple[int, int]:
        return describe(questions=objects, by=context["by"], **context["said"]), 0

    def get_success_message(self, count: int, _children: int) -> str:
        said = ngettext("%(count)s question is changed.", "%(count)s questions are changed.", count)
        return said % {"count": count}


@hooks.register("register_bulk_action")
class ExportQuestions(OfQuestions):
    """Write those chosen into a file."""

    display_name = _("Into a file")
    action_type = "export"
    aria_label = _("Write the chosen questions into a file")
    template_name = "cms/bank/describe.html"
    action_priority = 25

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chosen, _refused = self.get_actionable_objects()
        ids = packed(question.pk for question in chosen)
        return redirect(f"{reverse('cms_bank_export')}?ids={ids}")
