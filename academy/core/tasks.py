from celery import shared_task

from academy.core import jobs
from academy.core.models import Heartbeat

WORKER = "worker"


@shared_task(name="core.heartbeat")
def heartbeat():
    Heartbeat.beat(WORKER)


@shared_task(name="core.sweep_jobs")
def sweep_jobs():
    jobs.sweep()
