"""Trainers and editors as the content admin meets them: signed in, with a second factor."""

from allauth.mfa.models import Authenticator
from django.test import Client

from academy.people.models import User
from cms.actions.courses import open_course
from cms.actions.staff import set_up_staff
from cms.models import CoursePage
from tests.factories.people import UserFactory


def signed_in(user: User) -> Client:
    """Return a browser in which `user` is signed in."""
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}}
    )
    client = Client()
    client.force_login(user)
    return client


def trainer_of(course: CoursePage, **options) -> User:
    """Return a trainer who teaches `course` alone."""
    user = UserFactory(trainer=True)
    open_course(course=course, trainers=[user], by=None, **options)
    course.refresh_from_db()
    return user


def editor() -> User:
    """Return an editor, with the permissions of editors."""
    user = UserFactory(editor=True)
    set_up_staff()
    return user
