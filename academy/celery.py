"""Celery's application: tasks are found in every app's `tasks.py` and `periodic.py`."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
# Celery would check all pages and forms at each start of a worker, which serves none, and look at
# no answer: a fifth of its start.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

TRANSPORT_ALIASES["files"] = "academy.launcher.file_broker:Transport"

app = Celery("academy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="periodic")
