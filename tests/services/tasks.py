"""What the worker can do, for tests that do its jobs themselves."""

from functools import cache

from celery import current_app


@cache
def tasks() -> dict:
    """Return all tasks by their kind; loaded once, since Celery checks every model each time."""
    current_app.loader.import_default_modules()
    return current_app.tasks
