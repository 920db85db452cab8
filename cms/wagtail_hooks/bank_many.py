"""What is done with many questions of the bank at once, and their files."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from cms.actions.bank import describe
from cms.forms.bank import DescribeForm
from cms.models import Question
from cms.views import bank

ADDRESS = "bank-soal"


@hooks.register("register_admin_urls")
def bank_urls() -> list[URLPattern]:
    return [
        path(f"{ADDRESS}/berkas/", bank.send, name="cms_bank_send"),
        path(f"{ADDRESS}/berkas/<uuid:file_id>/", bank.preview, name="cms_bank_preview"),
        path(f"{ADDRESS}/contoh.xlsx", bank.template, name="cms_bank_template"),
        path(f"{ADDRESS}/ekspor/", bank.export, name="cms_bank_export"),
        path(f"{ADDRESS}/ketik/", bank.typed, name="cms_bank_typed"),
    ]


class OfQuestions(SnippetBulkAction):
    """An act on those of the chosen questions that the person may change."""

    models = [Question]

    def check_perm(self, snippet: Question) -> bool:
        allowed: bool = self.permission_policy.user_has_permission_for_instance(
            self.request.user, "change", snippet
        )
        return allowed


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
        ids = ",".join(str(question.pk) for question in chosen)
        return redirect(f"{reverse('cms_bank_export')}?ids={ids}")
