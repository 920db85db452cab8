"""What choosing by quota refuses."""

from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from courses.models import Proposal


class NobodyToChoose(Refused):
    message = _(
        "Nobody can be proposed yet: only verified applications and the reserve list are chosen "
        "from. Verify applications first."
    )


class NotWorkedOut(Refused):
    message = _("This proposal is still being worked out. Wait until it is done.")


class AlreadyApplied(Refused):
    """Another coordinator has applied it, or another proposal of the batch."""

    def __init__(self, proposal: Proposal):
        text = _("Proposal %(number)d was applied by %(who)s already. Take that back first.")
        who = proposal.applied_by.display_name if proposal.applied_by else "–"
        super().__init__(text % {"number": proposal.number, "who": who})


class ChangeReasonMissing(Refused):
    message = _("Write why the people you ticked are moved: it is kept with the proposal.")


class NobodyTicked(Refused):
    message = _("Tick the people first, then choose where they go.")


class NothingToTakeBack(Refused):
    message = _("There is no change by hand to take back.")


class ChangedMeanwhile(Refused):
    message = _(
        "Somebody else has moved one of these people meanwhile. Look at the list as it is now, "
        "then move them."
    )
