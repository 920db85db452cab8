"""Messages of the contact form, whose questions editors change as they like."""

from django.db.models import QuerySet

from academy.people.models import User
from cms.models import ContactFormField, ContactMessage


def messages(user: User) -> QuerySet[ContactMessage]:
    """Return the messages that `user` may read."""
    return ContactMessage.objects.visible_to(user)


def questions() -> dict[str, str]:
    """Return the form's questions of today: the name that answers are kept by, and the label."""
    fields = ContactFormField.objects.order_by("page", "sort_order")
    return {field.clean_name: field.label for field in fields}


def answers(message: ContactMessage, asked: dict[str, str]) -> list[tuple[str, str]]:
    """Return question and answer in the form's order, then what it no longer asks."""
    names = [*asked, *(name for name in message.form_data if name not in asked)]
    return [
        (asked.get(name, name), _text(message.form_data[name]))
        for name in names
        if name in message.form_data
    ]


def answer(message: ContactMessage, name: str) -> str:
    """Return the answer to the question kept by `name`, "" where it was not asked."""
    return _text(message.form_data.get(name))


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)
