"""`{% load people %}`: what the account pages show in words."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.people.particulars.phones import national_phone

register = template.Library()

_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"),
    ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
# The order matters: Edge and Opera also call themselves Chrome, and Chrome Safari.
_BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip


@register.simple_tag
def google_sign_in() -> str:
    """Return the address of the sign-in with Google, "" where it is not set up."""
    return reverse("google_login") if settings.GOOGLE_CLIENT_ID else ""


@register.filter
def device(user_agent: str) -> str:
    """Return "Chrome, Android" for what a browser says of itself."""
    found = [
        next((name for sign, name in table if sign in user_agent), "")
        for table in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or _("Unknown device")


register.filter("phone", national_phone)
