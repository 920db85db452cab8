"""What the academy does by the clock, and every how many seconds."""

from typing import Any

_HOUR = 3600
_DAY = 24 * _HOUR


def timetable(*, sweep_seconds: int) -> dict[str, dict[str, Any]]:
    """Return Celery's schedule; given-up jobs are looked for every `sweep_seconds`."""
    every = {
        "people.forget_kept_forms": 6 * _HOUR,
        "people.forget_guess_counts": _HOUR,
        "people.forget_email_changes": _DAY,
        "people.forget_accesses": _DAY,
        "people.forget_ended_sessions": 6 * _HOUR,
        "web.sweep_orphans": _DAY,
        "courses.forget_review_drafts": _DAY,
        "courses.forget_slips": 900,
        "core.forget_acts": _DAY,
        "cms.forget_uploads": 6 * _HOUR,
        "cms.forget_word_files": 6 * _HOUR,
        "cms.publish_scheduled": 120,
        "core.sweep_jobs": sweep_seconds,
        "courses.pin_started_batches": 900,
        "courses.count_held_sessions": 60,
        "reports.publish": 900,
    }
    return {task: {"task": task, "schedule": seconds} for task, seconds in every.items()}
