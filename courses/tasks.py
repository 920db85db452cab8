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
from courses.intake.tasks import forget_intake, read_intake, take_intake, undo_intake
from courses.marks.tasks import mark_again
from courses.paper.tasks import read_paper_photos
from courses.peers.tasks import hand_out_peers, hand_out_to_waiting
from courses.quizzes.tasks import hand_in_overdue, settle_attempts
from courses.selection.tasks import (
    forget_selection_letters,
    make_selection_letters,
    propose_selection,
)
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
    "forget_intake",
    "forget_marks_files",
    "forget_review_drafts",
    "forget_selection_letters",
    "forget_sent_pieces",
    "forget_slips",
    "forget_unsent_pictures",
    "hand_in_overdue",
    "hand_out_peers",
    "hand_out_to_waiting",
    "make_marks_file",
    "make_selection_letters",
    "make_slip_sheets",
    "mark_again",
    "move_people",
    "pin_started_batches",
    "propose_selection",
    "read_intake",
    "read_paper_photos",
    "refresh_demanding",
    "settle_attempts",
    "take_intake",
    "tell_announcement",
    "tell_consent_withdrawn",
    "tell_followers",
    "tell_of_marks",
    "tell_of_questions",
    "tell_of_session",
    "tell_of_timetable",
    "undo_intake",
]
