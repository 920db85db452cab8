"""What issuing refuses."""

from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused


class NoDesign(Refused):
    message = _(
        "This program has no certificate design yet. A program manager chooses one; "
        "then certificates can be issued."
    )


class NotReady(Refused):
    message = _("This person does not meet the requirements for the certificate.")


class OwnCertificate(Refused):
    message = _("Your own certificate is issued, replaced or revoked by somebody else.")


class ReasonMissing(Refused):
    message = _("Write the reason: it is kept with the certificate.")


class NotPrinted(Refused):
    message = _("The PDF is still being made. Wait a moment, then send it.")


class NoKey(Refused):
    message = _(
        "There is no signing key that can be used, so nothing is issued. A program manager puts "
        "one in place under “The signing key”."
    )


class IssuedUnprinted(Refused):
    message = _(
        "The certificate is issued and keeps its number, but the signing key went away before its "
        "file was made. Once a key is in place, choose “Make the missing files”."
    )


class TooEarly(Refused):
    about = "early_reason"
    message = _("The batch is not over yet. Write why the certificates are issued now.")


class EndedMeanwhile(Refused):
    message = _("This certificate was revoked or replaced meanwhile, so it was not sent.")
