"""What an application still lacks, and whom it resembles."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.people.models import Consent, PrivacyNotice, User
from courses.models import Application
from courses.models.seats.application import NOT_ASKING

MAX_DOCUMENTS = 5

# Name under any spelling, date of birth, pesantren.
type TwinKey = tuple[str, dt.date | None, int | None]


def valid_consent(user: User) -> Consent | None:
    """Return the consent of `user` to the notice in force, if there is one."""
    notice = PrivacyNotice.current()
    if notice is None:
        return None
    return Consent.objects.filter(user=user, notice=notice, withdrawn_at__isnull=True).first()


def missing(application: Application) -> list[tuple[str, str | Promise]]:
    """Return what must be filled in before sending, each with the step where it is asked."""
    user = application.user
    needed: list[tuple[bool, str, str | Promise]] = [
        (bool(user.full_name), "begin", _("your full name")),
        (user.birth_on is not None, "begin", _("your date of birth")),
        (bool(user.gender), "begin", _("your gender")),
        (
            bool(application.pesantren_id or application.pesantren_note),
            "pesantren",
            _("your pesantren"),
        ),
        (bool(application.membership_role), "pesantren", _("your role at the pesantren")),
        (bool(application.pillar), "about", _("the pillar you belong to")),
        (application.has_phone is not None, "about", _("whether you have a phone of your own")),
        (bool(application.motivation), "about", _("why you want to join")),
        (valid_consent(user) is not None, "consent", _("consent to keep your data")),
    ]
    return [(step, words) for is_there, step, words in needed if not is_there]


def duplicates_of(application: Application) -> QuerySet[Application]:
    """Return the other applications to the program that are probably of the same person.

    The same name under any spelling, the same date of birth and the same pesantren, from
    another account. A coordinator decides; the machine refuses nobody for it.
    """
    user = application.user
    if user.birth_on is None or application.pesantren_id is None:
        return Application.objects.none()
    return (
        Application.objects.filter(
            program=application.program_id,
            user__name_key=user.name_key,
            user__birth_on=user.birth_on,
            pesantren=application.pesantren_id,
        )
        .exclude(user=user)
        .exclude(state__in=NOT_ASKING)
        .select_related("user", "batch", "pesantren__regency")
        .order_by("submitted_at", "pk")
    )


def twin_key(application: Application) -> TwinKey:
    """Return what two applications of one person have in common, whatever the spelling."""
    return (
        application.user.name_key,
        application.user.birth_on,
        application.pesantren_id,
    )


def _asking(program_id: int) -> QuerySet[Application]:
    return Application.objects.filter(
        program=program_id, user__birth_on__isnull=False, pesantren__isnull=False
    ).exclude(state__in=NOT_ASKING)


def twin_keys(program_id: int, among: Iterable[Application] | None = None) -> set[TwinKey]:
    """Return the keys under which more than one account asks for a seat in the program.

    With `among`, only those of these applications: of a page's rows the database finds the
    people by name and day of birth, and does not read the whole program.
    """
    rows = _asking(program_id)
    if among is not None:
        keys = {twin_key(application) for application in among}
        rows = rows.filter(
            user__name_key__in={name_key for name_key, _born, _home in keys},
            user__birth_on__in={born for _name, born, _home in keys if born},
        )
    found = (
        rows.order_by()
        .values_list("user__name_key", "user__birth_on", "pesantren")
        .annotate(accounts=Count("user", distinct=True))
        .filter(accounts__gt=1)
    )
    return {(name_key, birth_on, pesantren) for name_key, birth_on, pesantren, _n in found}


def twin_ids(program_id: int) -> list[int]:
    """Return the ids of all applications to the program that have a probable duplicate."""
    keys = twin_keys(program_id)
    rows = _asking(program_id).values_list("pk", "user__name_key", "user__birth_on", "pesantren")
    return [pk for pk, *key in rows if tuple(key) in keys]
