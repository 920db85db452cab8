"""The register: every certificate of the batches that one runs, valid or not."""

from django.db.models import Q, QuerySet

from academy.core.text.typed import clean_typed, only_code
from academy.people.models import User
from academy.people.particulars.names import matching
from certificates.models import Certificate


def managed(user: User) -> QuerySet[Certificate]:
    """Return those that `user` answers for; the own one of another batch is none of them."""
    found = Certificate.objects.select_related(
        "enrollment__user",
        "enrollment__batch__program",
        "enrollment__batch__completion_rule",
        "enrollment__pesantren",
        "replaced_by",
    )
    if user.is_program_manager:
        return found
    if not user.is_coordinator:
        return found.none()
    return found.filter(enrollment__batch__in=user.coordinated_batches.all())


def called(text: str) -> Q:
    """Return the condition for certificates whose number, code or person `text` means."""
    text = clean_typed(text)
    found = Q(number__icontains=text) | Q(facts__full_name__icontains=text)
    if code := only_code(text):
        found |= Q(code=code)
    return found | matching(text, "enrollment__user__")
