"""Forms that make something: sent twice they make one, and lead to it both times.

    form = NewThingForm(request.POST or None)
    thing = make_once(
        request, form, kind="new thing", model=Thing,
        make=lambda: actions.create(by=request.user, **form.cleaned_data),
    )
    if thing is not None:
        return redirect(thing)

The page puts `{% client_fields %}` into the form. Files are not compared: no such form has any.
"""

import uuid
from collections.abc import Callable, Mapping

from django.db import models, transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from academy.core import acts
from academy.core.errors import Refused
from academy.core.text.typed import uuid_of
from academy.web.forms.refusals import put_on

# What is not typed: it may differ between two sendings of one form.
_NOT_TYPED = {"csrfmiddlewaretoken", "client_id", "happened_at"}


class MadeBefore(Refused):
    """The form came back with other contents: changed after a lost answer, or a way back."""

    message = _(
        "This form was sent before with something else in it, and that was kept. What you typed "
        "now stands here: send it once more if you want to have both."
    )


def make_once[Made: models.Model](
    request: HttpRequest,
    form: BaseForm,
    *,
    kind: str,
    model: type[Made],
    make: Callable[[], Made],
) -> Made | None:
    """Make what a valid form asks for, or return what it made when it came first.

    None: nothing was posted, or the form says what is wrong. A refusal of `make` is put on it. A
    form that takes nothing of what was posted (it leafs, it only looks) makes nothing.
    """
    if request.method != "POST" or not form.is_bound:
        return None
    sent = _Sent(request, kind)
    try:
        if form.is_valid():
            with transaction.atomic():
                act = sent.now()
                return act.earlier(model) if act.is_repeated else act.gives(make())
        # What came first has taken the name: then this is no mistake.
        before = sent.before()
        return None if before is None else before.earlier(model)
    except acts.SentDifferently:
        _give_new_id(request)
        form.add_error(None, str(MadeBefore.message))
    except Refused as refusal:
        put_on(form, refusal)
    return None


def id_of(data: Mapping[str, str]) -> uuid.UUID | None:
    """Return the id that a posted form brings; nonsense counts as absent."""
    return uuid_of(data.get("client_id", ""))


class _Sent:
    """A posted form: by whom, where, with what."""

    def __init__(self, request: HttpRequest, kind: str):
        self.client_id = id_of(request.POST) or uuid.uuid4()
        self.kind = kind
        self.person = request.user if request.user.is_authenticated else None
        typed = {name: text for name, text in request.POST.lists() if name not in _NOT_TYPED}
        self.content = [request.path, typed]

    def before(self) -> acts.Once | None:
        return acts.before(self.client_id, kind=self.kind, person=self.person, content=self.content)

    def now(self) -> acts.Once:
        return acts.once(self.client_id, kind=self.kind, person=self.person, content=self.content)


def _give_new_id(request: HttpRequest) -> None:
    """Let the page that comes back be a form of its own."""
    data = request.POST.copy()
    del data["client_id"]
    request.POST = data  # type: ignore[assignment]  # as Django's own middleware does
