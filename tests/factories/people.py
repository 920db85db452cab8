"""People, places and pesantren. `UserFactory(trainer=True)` gives a role its rows."""

import factory
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from academy.people.models import (
    Consent,
    ConsentGiver,
    District,
    Membership,
    MembershipRole,
    Pesantren,
    PrivacyNotice,
    Regency,
    Role,
    RoleGrant,
    User,
)

PASSWORD = "jambu-air-merah"
PIN = "271828"


# Traits of roles that need one give it; `authenticator=None` leaves it out.
_SECOND_FACTOR = factory.RelatedFactory("tests.factories.people.AuthenticatorFactory", "user")


class RegencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Regency
        django_get_or_create = ("kemendagri_code",)

    kemendagri_code = factory.Sequence(lambda n: f"{35 + n // 99}.{n % 99 + 1:02d}")
    bps_code = factory.LazyAttribute(lambda regency: regency.kemendagri_code.replace(".", ""))
    name = factory.Sequence(lambda n: f"Kabupaten Contoh {n}")


class DistrictFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = District

    regency = factory.SubFactory(RegencyFactory)
    kemendagri_code = factory.Sequence(lambda n: f"{n // 9801:02d}.{n // 99 % 99:02d}.{n % 99:02d}")
    name = factory.Sequence(lambda n: f"Kecamatan {n}")


class PesantrenFactory(factory.django.DjangoModelFactory):
    """Many pesantren bear one name; the NSPP tells them apart."""

    class Meta:
        model = Pesantren

    nspp = factory.Sequence(lambda n: f"51003515{n:04d}")
    name = "Miftahul Ulum"
    regency = factory.SubFactory(RegencyFactory)


class UserFactory(factory.django.DjangoModelFactory):
    """A person with the password `PASSWORD`; traits give roles, `pin=True` a PIN instead."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        secret = PASSWORD
        pin = factory.Trait(secret=PIN)
        minor = factory.Trait(
            birth_on=factory.LazyFunction(
                lambda: timezone.localdate().replace(day=1, year=timezone.localdate().year - 15)
            )
        )
        trainer = factory.Trait(
            authenticator=_SECOND_FACTOR,
            trainer_grant=factory.RelatedFactory(
                "tests.factories.people.RoleGrantFactory", "user", role=Role.TRAINER
            ),
        )
        coordinator = factory.Trait(
            authenticator=_SECOND_FACTOR,
            coordinator_grant=factory.RelatedFactory(
                "tests.factories.people.RoleGrantFactory", "user", role=Role.COORDINATOR
            ),
        )
        program_manager = factory.Trait(
            authenticator=_SECOND_FACTOR,
            program_manager_grant=factory.RelatedFactory(
                "tests.factories.people.RoleGrantFactory", "user", role=Role.PROGRAM_MANAGER
            ),
        )
        partner = factory.Trait(
            authenticator=_SECOND_FACTOR,
            partner_grant=factory.RelatedFactory(
                "tests.factories.people.RoleGrantFactory", "user", role=Role.PARTNER
            ),
        )
        editor = factory.Trait(
            is_staff=True,
            editor_grant=factory.RelatedFactory(
                "tests.factories.people.RoleGrantFactory", "user", role=Role.EDITOR
            ),
        )
        companion = factory.Trait(
            companion_membership=factory.RelatedFactory(
                "tests.factories.people.MembershipFactory", "user", role=MembershipRole.COMPANION
            )
        )

    username = factory.Sequence(lambda n: f"sulastri{n:04d}")
    full_name = "Siti Nur'aini"
    password = factory.LazyAttribute(lambda user: make_password(user.secret))


class AuthenticatorFactory(factory.django.DjangoModelFactory):
    """An app for codes; what it would show is in no test."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(lambda: {"secret": "JBSWY3DPEHPK3PXP"})


class RoleGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    role = Role.COORDINATOR


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    pesantren = factory.SubFactory(PesantrenFactory)
    role = MembershipRole.SANTRI


class PrivacyNoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PrivacyNotice
        django_get_or_create = ("version",)

    version = 1
    text = "Kami menyimpan nama dan nilai Anda."
    published_at = factory.LazyFunction(timezone.now)


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    user = factory.SubFactory(UserFactory)
    notice = factory.SubFactory(PrivacyNoticeFactory)
    giver = ConsentGiver.SELF
    given_at = factory.LazyFunction(timezone.now)
