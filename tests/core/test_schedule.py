from inspect import signature

import pytest
from celery import current_app
from django.conf import settings

OURS = ("academy.", "certificates.", "cms.", "courses.")


@pytest.mark.django_db  # Celery runs Django's checks when it looks for tasks
def test_the_clock_rings_for_each_task_that_nobody_asks_for_and_for_no_other():
    current_app.loader.import_default_modules()
    wanted = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    # A task that somebody asks for is told of what: the row of its job.
    unasked = {
        name
        for name, task in current_app.tasks.items()
        if task.__module__.startswith(OURS) and not signature(task.run).parameters
    }
    assert wanted == unasked
