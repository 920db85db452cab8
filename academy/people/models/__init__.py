from academy.people.models.access import Access, AccessKind
from academy.people.models.consent import Consent, ConsentGiver, PrivacyNotice
from academy.people.models.email_change import EmailChange
from academy.people.models.guess import GuessCount
from academy.people.models.kept_form import KeptFile, KeptForm
from academy.people.models.pesantren import (
    CoachingStage,
    Membership,
    MembershipRole,
    Pesantren,
    PesantrenList,
)
from academy.people.models.place import District, Regency
from academy.people.models.user import Gender, Reader, Role, RoleGrant, User

__all__ = [
    "Access",
    "AccessKind",
    "CoachingStage",
    "Consent",
    "ConsentGiver",
    "District",
    "EmailChange",
    "Gender",
    "GuessCount",
    "KeptFile",
    "KeptForm",
    "Membership",
    "MembershipRole",
    "Pesantren",
    "PesantrenList",
    "PrivacyNotice",
    "Reader",
    "Regency",
    "Role",
    "RoleGrant",
    "User",
]
