"""What the actions on people refuse."""

from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused


class NameUnusable(Refused):
    about = "full_name"
    message = _("Please write the full name, with 2 to 150 letters.")


class EmailTaken(Refused):
    about = "email"
    message = _("This e-mail address belongs to another account already. Sign in with it instead.")


class EmailLinkEnded(Refused):
    message = _(
        "This link has ended: it works once, within a day, and only for the account that asked "
        "for it. Ask for a new one."
    )


class PhoneInvalid(Refused):
    about = "phone"
    message = _("This is not a telephone number of Indonesia. Write it like 0812 3456 7890.")


class SecretTooEasy(Refused):
    """The reason is the message."""

    about = "secret"


class SecretWrong(Refused):
    message = _("The PIN or password that you have now is not right. Nothing was changed.")


class SecretUnchanged(Refused):
    message = _("This is the PIN or password that you have now. Choose another one.")


class MustWait(Refused):
    """After wrong attempts; how long is the message."""


class NsppTaken(Refused):
    about = "nspp"
    message = _("Another pesantren has this NSPP already. Look it up before adding it again.")


class ConsentNeedsAdult(Refused):
    message = _(
        "Under 18 years, a parent or guardian or the pesantren gives consent. Ask one of them."
    )


class GiverUnnamed(Refused):
    message = _("Please write the name of the person who gives consent.")


class NoPrivacyNotice(Refused):
    message = _("There is no privacy notice yet. An editor must publish it first.")


class NoticeChanged(Refused):
    message = _(
        "The privacy notice has changed while this page was open, and nothing was recorded. Read "
        "it as it is now, then go on."
    )


class NoticeUnfinished(Refused):
    """What is still to be filled in is the message."""

    about = "text"


class LastManager(Refused):
    message = _("This is the only program manager. Give the role to another person first.")


class AccountMerged(Refused):
    message = _(
        "This account was merged with another one of the same person. Open the page of that one."
    )


class AccountErased(Refused):
    message = _("This account has been erased and cannot be used any more.")
