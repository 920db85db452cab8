"""The tasks of all rooms (Celery looks for this module)."""

from courses.admission.tasks import decide_applications
from courses.announcing.tasks import tell_announcement
from courses.asking.tasks import (
    forget_answer_drafts,
    forget_unsent_pictures,
    tell_followers,
    tell_of_questions,
)
from courses.assignments.tasks import (
    find_lookalikes,
    forget_review_drafts,
    forget_sent_pieces,
)
from courses.attendance.tasks import tell_of_session, tell_of_timetable
from courses.completion.tasks import (
    count_held_sessions,
    pin_started_batches,
    refresh_demanding,
)
from courses.gradebook.tasks import forget_marks_files, make_marks_file, tell_of_marks
from courses.marks.tasks import mark_again
from courses.peers.tasks import hand_out_peers, hand_out_to_waiting
from courses.quizzes.tasks import hand_in_overdue, settle_attempts
from courses.workspace.tasks import (
    forget_slips,
    make_slip_sheets,
    move_people,
    tell_consent_withdrawn,
)

__all__ = [
    "count_held_sessions",
    "decide_applications",
    "find_lookalikes",
    "forget_answer_drafts",
    "forget_marks_files",
    "forget_review_drafts",
    "forget_sent_pieces",
    "forget_slips",
    "forget_unsent_pictures",
    "hand_in_overdue",
    "hand_out_peers",
    "hand_out_to_waiting",
    "make_marks_file",
    "make_slip_sheets",
    "mark_again",
    "move_people",
    "pin_started_batches",
    "refresh_demanding",
    "settle_attempts",
    "tell_announcement",
    "tell_consent_withdrawn",
    "tell_followers",
    "tell_of_marks",
    "tell_of_questions",
    "tell_of_session",
    "tell_of_timetable",
]
