"""The academy's project package; importing it makes our Celery application the current one."""

from academy.celery import app as celery_app

__all__ = ["celery_app"]
