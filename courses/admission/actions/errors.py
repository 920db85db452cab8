"""What applying and deciding refuse."""

from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from courses.models import Application


class ApplicationsClosed(Refused):
    message = _(
        "Applications for this batch are closed. What you have filled in is kept for the next one."
    )


class AlreadyApplied(Refused):
    """The person has an open application in the program; it is `application`."""

    message = _("You have an open application in this program already. Here it is.")

    def __init__(self, application: Application):
        self.application = application
        super().__init__()


class FormUsed(Refused):
    message = _("This form has been sent already. Sign in to go on with the application.")


class AlreadySeated(Refused):
    message = _("You have a seat in this program already; a second one is not needed.")


class AlreadySent(Refused):
    message = _("This application has been sent already; its answers cannot be changed any more.")


class NotComplete(Refused):
    message = _("Something is still missing. Fill it in, then send your application.")


class TooManyDocuments(Refused):
    message = _("Five documents are kept with an application. Remove one to add another.")


class HasBegun(Refused):
    message = _(
        "This person has begun to learn, so the acceptance stays. "
        "Let the person leave on the page of the participant instead."
    )


class AppliedAgain(Refused):
    message = _(
        "This person has applied again since, so the decision stays. Decide about the new "
        "application instead."
    )


class ReasonMissing(Refused):
    message = _("Write the reason: the applicant reads it with the decision.")


class OwnApplication(Refused):
    message = _("This is your own application. Somebody else who runs the batch decides about it.")


class NotVerified(Refused):
    message = _("Check the answers and papers first: only a verified application is decided.")


class PillarMissing(Refused):
    message = _("The applicant has not chosen a pillar, so no seat can be given yet.")


class DecidedMeanwhile(Refused):
    """The page was older than somebody else's decision."""

    def __init__(self, application: Application):
        text = _(
            "Somebody else has decided meanwhile, and that stands: the application is "
            "“%(state)s” now. Look again, then decide."
        )
        super().__init__(text % {"state": application.get_state_display()})


class ReserveEmpty(Refused):
    message = _("Nobody is on the reserve list of this batch.")


class NobodyFits(Refused):
    message = _(
        "Nobody on the reserve list fits the quotas of this batch. Change the quotas, or accept "
        "somebody by hand on the page of the application."
    )


class NextIsAnother(Refused):
    """The reserve list has changed since the page was made; `application` is next."""

    def __init__(self, application: Application):
        text = _("The next in reserve is %(name)s by now. Look again, then give the seat.")
        super().__init__(text % {"name": application.user.full_name})
