"""What an application still lacks, and whom it resembles."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.people.models import Consent, PrivacyNotice
from courses.models import Application, ApplicationState

MAX_DOCUMENTS = 5
# Drafts and what was withdrawn say nothing about who asks for a seat now.
NOT_ASKING = [ApplicationState.DRAFT, ApplicationState.WITHDRAWN]


def valid_consent(user) -> Consent | None:
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


def with_duplicate_mark(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Add `has_duplicate` to each row: `duplicates_of` would find somebody."""
    twins = (
        Application.objects.filter(
            program=OuterRef("program"),
            user__name_key=OuterRef("user__name_key"),
            user__birth_on=OuterRef("user__birth_on"),
            pesantren=OuterRef("pesantren"),
        )
        .exclude(user=OuterRef("user"))
        .exclude(state__in=NOT_ASKING)
    )
    return applications.annotate(has_duplicate=Exists(twins))


def own_application(user, batch) -> Application | None:
    """Return the application of `user` for `batch` that matters: the newest not withdrawn."""
    if not user.is_authenticated:
        return None
    return (
        Application.objects.filter(user=user, batch=batch)
        .exclude(state=ApplicationState.WITHDRAWN)
        .order_by("-pk")
        .first()
    )
