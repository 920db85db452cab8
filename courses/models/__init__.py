from courses.models.application import Application, ApplicationDocument, ApplicationState
from courses.models.batch import (
    Batch,
    BatchCourse,
    CompletionRule,
    Mode,
    ModuleSchedule,
    RequiredActivity,
)
from courses.models.changes.correction import CorrectedField, PersonCorrection
from courses.models.changes.merge import PersonMerge
from courses.models.changes.move import BatchMove
from courses.models.changes.reason import Reason
from courses.models.changes.remarking import RemarkedAnswer, Remarking
from courses.models.enrollment import Enrollment, EnrollmentState, Pillar
from courses.models.practice import PracticeCard, PracticeReview
from courses.models.program import Program
from courses.models.progress import Completion, LessonPosition, Mark, MarkCorrection
from courses.models.quiz import AttemptAnswer, AttemptState, QuizAttempt
from courses.models.session import (
    Attendance,
    AttendanceRequest,
    AttendanceSource,
    AttendanceStatus,
    Session,
)
from courses.models.submission import (
    Review,
    ReviewDraft,
    SavedComment,
    Submission,
    SubmissionFile,
    SubmissionState,
    Verdict,
)

__all__ = [
    "Application",
    "ApplicationDocument",
    "ApplicationState",
    "AttemptAnswer",
    "AttemptState",
    "Attendance",
    "AttendanceRequest",
    "AttendanceSource",
    "AttendanceStatus",
    "Batch",
    "BatchCourse",
    "BatchMove",
    "Completion",
    "CompletionRule",
    "CorrectedField",
    "Enrollment",
    "EnrollmentState",
    "LessonPosition",
    "Mark",
    "MarkCorrection",
    "Mode",
    "ModuleSchedule",
    "PersonCorrection",
    "PersonMerge",
    "Pillar",
    "PracticeCard",
    "PracticeReview",
    "Program",
    "QuizAttempt",
    "Reason",
    "RemarkedAnswer",
    "Remarking",
    "RequiredActivity",
    "Review",
    "ReviewDraft",
    "SavedComment",
    "Session",
    "Submission",
    "SubmissionFile",
    "SubmissionState",
    "Verdict",
]
