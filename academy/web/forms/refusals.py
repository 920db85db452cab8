"""What an action refuses, said on the form that asked for it."""

from django.forms import BaseForm

from academy.core.errors import Refused


def put_on(form: BaseForm, refusal: Refused) -> None:
    """Put `refusal` beside the field that it is about, or above the form where it has none."""
    form.add_error(refusal.about if refusal.about in form.fields else None, str(refusal.message))
