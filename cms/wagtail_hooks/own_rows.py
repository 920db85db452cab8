"""Wagtail's views of snippets ask for the kind of a thing, not for the row."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase

from academy.people.models import User
from academy.people.requests import SignedInRequest


def of_own_rows(
    view: Callable[..., HttpResponseBase], rows: Callable[[User], QuerySet[Any]]
) -> Callable[..., HttpResponseBase]:
    """Return `view` for those rows alone that `rows` gives the person; another one is a 404."""

    @wraps(view)
    def asked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        pk = kwargs.get("pk")
        if pk is not None and not rows(request.user).filter(pk=unquote(str(pk))).exists():
            raise Http404
        return view(request, *args, **kwargs)

    return asked
