"""What single pages may ask of a browser beyond what all may (`settings.PERMISSIONS_POLICY`)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase

type View = Callable[..., HttpResponseBase]


def may_record(view: View) -> View:
    """Let the page of `view` ask for the microphone, where the person presses to record."""

    @wraps(view)
    def allowed(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY.replace(
            "microphone=()", "microphone=(self)"
        )
        return response

    return allowed
