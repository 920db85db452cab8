"""What people sent in by the contact form is theirs: it is read under /kerja/, never here."""

from typing import Any

from django.db.models import QuerySet
from wagtail import hooks

from academy.people.models import User


@hooks.register("filter_form_submissions_for_user")
def no_messages_in_the_admin(user: User, forms: QuerySet[Any]) -> QuerySet[Any]:
    """Close Wagtail's list, export and deletion of messages to everybody, its menu item too."""
    return forms.none()
