import os
import signal
from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.db import connections

from academy.core import acts, jobs
from academy.core.models import Heartbeat

WORKER = "worker"


@worker_ready.connect
def start_heartbeat(sender: Any, **_kwargs: Any) -> None:
    """Beat from the worker's own process: a task would wait behind the long work it reports on."""
    sender.timer.call_repeatedly(settings.HEARTBEAT_SECONDS, beat)
    if (clock := sender.controller.beat) is not None:
        sender.timer.call_repeatedly(settings.HEARTBEAT_SECONDS, end_without, [clock])
    # Last, for it fails where the database is away or the disk full: the next beat may not.
    beat()


def end_without(clock: Any) -> None:
    """End this worker in order once its clock has ended: the launcher starts both anew.

    Celery itself goes on without, and nothing would be swept or published any more.
    """
    if not clock.is_alive():
        os.kill(os.getpid(), signal.SIGTERM)


def beat() -> None:
    try:
        Heartbeat.beat(WORKER)
    finally:
        connections.close_all()


@shared_task(name="core.sweep_jobs")
def sweep_jobs() -> None:
    jobs.sweep()


@shared_task(name="core.forget_acts")
def forget_acts() -> None:
    acts.forget_old()
