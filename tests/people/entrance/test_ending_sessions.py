"""One command after a theft, and the daily sweep."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from academy.people.entrance.actions import forget_ended_sessions
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def signed_in():
    client = Client()
    client.force_login(UserFactory())
    assert client.get("/akun/").status_code == 200
    return client


def test_one_command_signs_everybody_out_and_names_the_keys_to_change(capsys):
    clients = [signed_in(), signed_in()]
    call_command("end_sessions")
    said = capsys.readouterr().out
    assert "Ended: 2 sessions" in said
    for key in ("ACADEMY_SECRET_KEY", "ACADEMY_S3_SECRET_KEY", "ACADEMY_KEYS_DIR"):
        assert key in said
    assert [client.get("/akun/").status_code for client in clients] == [302, 302]
    assert not UserSession.objects.exists()


def test_sessions_whose_time_is_over_are_swept_and_others_stay():
    ended, staying = signed_in(), signed_in()
    Session.objects.filter(session_key=ended.session.session_key).update(
        expire_date=timezone.now() - timedelta(minutes=1)
    )
    forget_ended_sessions()
    assert Session.objects.count() == 1
    assert staying.get("/akun/").status_code == 200
