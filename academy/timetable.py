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
        "courses.forget_sent_pieces": 6 * _HOUR,
        "courses.forget_slips": 900,
        "courses.forget_selection_letters": 3600,
        "courses.forget_marks_files": 3600,
        "courses.forget_intake": _DAY,
        "courses.forget_answer_drafts": _DAY,
        "courses.forget_unsent_pictures": _DAY,
        "courses.tell_of_questions": 3 * _HOUR,
        "core.forget_acts": _DAY,
        "cms.forget_uploads": 6 * _HOUR,
        "cms.forget_word_files": 6 * _HOUR,
        "cms.publish_scheduled": 120,
        "core.sweep_jobs": sweep_seconds,
        "courses.hand_out_to_waiting": _HOUR,
        "courses.pin_started_batches": 900,
        "courses.hand_in_overdue": 60,
        "courses.count_held_sessions": 60,
        "reports.publish": 900,
    }
    return {task: {"task": task, "schedule": seconds} for task, seconds in every.items()}
