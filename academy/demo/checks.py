"""The demo's sign-ins must not be open where real people are."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from academy.people.models import User


@register(Tags.database)
def demo_sign_in_only_with_demo_people(app_configs, databases, **kwargs):
    """Refuse DEMO_SIGN_IN (a printed password, no second factor) beside other people's data."""
    if not settings.DEMO_SIGN_IN or not databases:
        return []
    try:
        has_others = User.objects.filter(is_demo=False).exists()
    except DatabaseError:
        # Before the first migration there is nobody yet.
        return []
    if not has_others:
        return []
    return [
        Error(
            "DEMO_SIGN_IN is on, but this academy has people who are not the demo's.",
            hint="Set ACADEMY_DEMO_SIGN_IN=0: the demo's password is known to everybody.",
            id="demo.E001",
        )
    ]
