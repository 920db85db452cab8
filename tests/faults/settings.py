"""The academy as it is operated, with quicker clocks and a job that takes as long as is asked."""

from academy.settings import *  # Django's own idiom for derived settings

WORKER_DEAD_SECONDS = 20
CELERY_IMPORTS = ["tests.faults.jobs"]
