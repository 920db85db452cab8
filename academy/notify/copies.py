"""The notices in the copy of a person's data (`academy.people.holdings.copies`)."""

from django.utils.translation import gettext_lazy as _

from academy.notify import texts
from academy.notify.models import Notice
from academy.people.holdings.copies import Rows, section
from academy.people.models import User


@section("notices", _("Notices"), Notice, labels={"words": _("words")})
def notices(user: User) -> Rows:
    return [
        {"words": texts.sentence(row), "created_at": row.created_at, "read_at": row.read_at}
        for row in user.notices.order_by("pk")
    ]
