"""Editors and program managers in the content admin, and the way to publication."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from academy.people.models import Role, User
from cms.actions.permissions import give_collection, give_pages, give_snippets, open_admin

EDITING = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
EDITORS = (Role.EDITOR, Role.PROGRAM_MANAGER)
WORKFLOW = "Tinjauan penyunting"


@transaction.atomic
def set_up_staff() -> list[Group]:
    """Give the groups of editors and program managers their permissions and the workflow.

    Whoever holds such a role is put into its group (`people.actions.grant_role` does it
    for new ones). Called again it only adds what is missing. Returns the groups.
    """
    root = Page.get_first_root_node()
    groups = []
    for role in EDITORS:
        group, _is_new = Group.objects.get_or_create(name=role.value)
        open_admin(group)
        give_snippets(group)
        give_pages(group, root, EDITING)
        give_collection(group, Collection.get_first_root_node())
        group.user_set.add(*User.objects.filter(role_grants__role=role))
        groups.append(group)
    _set_up_workflow(root, groups)
    return groups


def _set_up_workflow(root: Page, groups: list[Group]) -> None:
    task = GroupApprovalTask.objects.filter(name=WORKFLOW).first()
    task = task or GroupApprovalTask.objects.create(name=WORKFLOW)
    task.groups.set(groups)
    workflow, _is_new = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    # Wagtail's own first workflow asks a group that has no members here.
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    Workflow.objects.exclude(pk=workflow.pk).filter(workflow_pages__isnull=True).update(
        active=False
    )
