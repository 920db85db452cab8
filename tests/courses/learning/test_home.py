"""What a participant's start page puts first."""

import pytest
from django.urls import reverse

from courses.models import Application
from tests.factories.courses import ApplicationFactory

pytestmark = pytest.mark.django_db


def test_who_has_begun_to_apply_is_led_on_where_they_stopped(client):
    draft = ApplicationFactory()
    Application.objects.filter(pk=draft.pk).update(state="draft", submitted_at=None)
    client.force_login(draft.user)
    page = client.get(reverse("courses:learn_home")).content.decode()
    hero = page[page.index('<section class="hero">') :].partition("</section>")[0]
    assert "Lanjutkan pendaftaran" in hero
    assert reverse("courses:application_status", args=[draft.public_id]) in hero
    assert "<ul" not in hero
