"""The certificates in the copy of a person's data (`academy.people.holdings.copies`)."""

from django.utils.translation import gettext_lazy as _

from academy.people.holdings.copies import section
from academy.people.models import User
from certificates.models import Certificate


@section("certificates", _("Certificates"), Certificate)
def certificates(user: User) -> list[dict[str, object]]:
    found = Certificate.objects.filter(enrollment__user=user).order_by("pk")
    rows = found.values(
        "number", "code", "kind", "state", "facts", "issued_at", "sent_at", "ended_at", "reason"
    )
    return [dict(row) for row in rows]
