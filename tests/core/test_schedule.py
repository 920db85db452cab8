import pytest
from celery import current_app
from django.conf import settings


@pytest.mark.django_db  # Celery runs Django's checks when it looks for tasks
def test_the_clock_rings_only_for_tasks_that_exist():
    current_app.loader.import_default_modules()
    wanted = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert wanted - set(current_app.tasks) == set()
