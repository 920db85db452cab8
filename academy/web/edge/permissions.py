"""What single pages may ask of a browser beyond what all may (`settings.PERMISSIONS_POLICY`)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase

type View = Callable[..., HttpResponseBase]


def may_record(view: View) -> View:
    """Let the page of `view` ask for the microphone, where the person presses to record."""

    return _allowing("microphone", view)


def may_locate(view: View) -> View:
    """Let the page of `view` ask where the handset is, where the person ticks that it may."""
    return _allowing("geolocation", view)


def _allowing(feature: str, view: View) -> View:
    @wraps(view)
    def allowed(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY.replace(
            f"{feature}=()", f"{feature}=(self)"
        )
        return response

    return allowed
