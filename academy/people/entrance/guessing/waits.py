"""What somebody is told who has to wait before the next attempt."""

import datetime as dt
import math
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

SHORT_SECONDS = 90
# By the limit that has no room. Each names a way that is open now.
_SECRETS = {
    "known": _(
        "There were several wrong attempts on this device. Try again in %(time)s. Or ask your "
        "companion or coordinator for a new PIN: with it you get in at once."
    ),
    "device": _(
        "There were several wrong attempts on this device. Try again in %(time)s. Or use a "
        "device on which you have signed in before, or ask your companion or coordinator for a "
        "new PIN: with it you get in at once."
    ),
    "nameless": _(
        "Others have guessed at this account, and your browser was new here. Send the form once "
        "more, with cookies allowed. Or try again in %(time)s."
    ),
    "account": _(
        "Somebody is guessing at this account, so new devices have to wait %(time)s. On a device "
        "on which you have signed in before you get in now. Or ask your companion or coordinator "
        "for a new PIN: with it you get in at once."
    ),
    "address": _(
        "There were many wrong attempts from this network, so new devices in it have to wait "
        "%(time)s. On a device on which you have signed in before, or over another network, you "
        "get in now. Or ask your companion or coordinator for a new PIN."
    ),
    "site": _(
        "Somebody is guessing at many accounts, so new devices have to wait %(time)s. On a device "
        "on which you have signed in before you get in now. Or ask your companion or coordinator "
        "for a new PIN: with it you get in at once."
    ),
}
_FORMS = {
    "applying": _(
        "Very many have applied from this network in a short time. Try again in %(time)s, or "
        "over another network. What you typed stays here."
    ),
    "applying site": _(
        "Very many are applying at this moment. Try again in %(time)s. What you typed stays here."
    ),
    "writing": _(
        "Several messages have come from this network in a short time. Try again in %(time)s. "
        "What you typed stays here."
    ),
    "writing site": _(
        "Very many messages are coming at this moment. Try again in %(time)s. What you typed "
        "stays here."
    ),
    "checking in": _(
        "There were several wrong codes. Scan the code on the screen with the camera, tell whoever "
        "leads the session that you are here, or try again in %(time)s."
    ),
}
_CODES = {
    "known": _("There were several wrong codes on this device. Try again in %(time)s."),
    "device": _(
        "There were several wrong codes on this device. Try again in %(time)s, or use a device "
        "on which you have signed in before."
    ),
    "nameless": _("There were several wrong codes. Try again in %(time)s, with cookies allowed."),
    "account": _(
        "Somebody who knows your password is guessing codes, so new devices have to wait "
        "%(time)s. On a device on which you have signed in before you get in now; change your "
        "password there. Without one, ask a program manager for a new password."
    ),
}


@dataclass(frozen=True, slots=True)
class Wait:
    """An attempt that was not let through: for how long, and which limit has no room."""

    time: dt.timedelta
    limit: str
    is_code: bool = False

    @property
    def seconds(self) -> int:
        """How many seconds to wait, rounded up."""
        return math.ceil(self.time.total_seconds())

    @property
    def sentence(self) -> str:
        """What the person who has to wait is told."""
        sentences = _CODES if self.is_code else _SECRETS | _FORMS
        return str(sentences[self.limit]) % {"time": self._in_words()}

    def _in_words(self) -> str:
        if self.seconds < SHORT_SECONDS:
            return ngettext("%(count)d second", "%(count)d seconds", self.seconds) % {
                "count": self.seconds
            }
        minutes = math.ceil(self.seconds / 60)
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
