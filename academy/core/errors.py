"""What an action may refuse, in words a person can act on."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # a name of the stubs


class Refused(Exception):
    """An action said no before it changed anything.

    `message` is a translatable sentence that says what happened and what to do; views
    show it as it is. Subclasses name the refusal (`BatchFull`, `InvalidTransition`).
    `about` names the field that has to be changed, where a form has one of this name.
    """

    about = ""
    message: "str | _StrPromise" = _("This cannot be done now. Nothing was changed.")

    def __init__(self, message: "str | _StrPromise | None" = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(str(self.message))


class InvalidTransition(Refused):
    """The state does not allow this move (any more)."""

    message = _("Someone has changed this in the meantime. Reload the page and look again.")
