"""What is refused where lists are mended, taken in and taken back."""

from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused


class NotDraft(Refused):
    message = _(
        "This list is not waiting for changes any more: somebody has confirmed it, or it is being "
        "read anew. Look at it again."
    )


class ChangedMeanwhile(Refused):
    message = _(
        "Somebody has changed this list since you looked at it. Look at what would happen now, "
        "then confirm."
    )


class CellChanged(Refused):
    message = _(
        "Somebody else has changed this row meanwhile. Look at it as it is now; what you typed was "
        "not kept."
    )


class NobodyToTake(Refused):
    message = _("Nobody in this list can be taken yet. Correct its rows, or decide about them.")


class MayNotJoin(Refused):
    message = _(
        "You do not see this person's account, so a program manager decides whether it is the "
        "same person. Leave the row out, or make a new account if you know that it is another one."
    )


class IsTaken(Refused):
    message = _("This list was taken in; it stays, as the record of what came of it.")


class TooLate(Refused):
    message = _(
        "More than a day has passed, so the list cannot be taken back as a whole any more. Note on "
        "the page of each person that the person has left."
    )


class NotYetTaken(Refused):
    message = _("Only a list that was taken in can be taken back.")


class HasSignedIn(Refused):
    message = _("The person has signed in since.")


class HasBegunHere(Refused):
    message = _("The person has begun to learn, or something was noted about the person.")


class HasMore(Refused):
    message = _(
        "The seat is taken back. The account stays: it was opened, or has more, by now. A list "
        "that names the person again finds it."
    )


class RoleStays(Refused):
    message = _("A role was given. It is taken on the page “Who works here”.")
