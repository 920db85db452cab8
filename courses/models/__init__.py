from courses.models.batches.batch import (
    Batch,
    BatchCourse,
    CompletionRule,
    Mode,
    ModuleSchedule,
    RequiredActivity,
)
from courses.models.batches.group import GroupPlace, SessionGroup
from courses.models.batches.paper import (
    AttendanceLetter,
    PaperPage,
    PaperPhoto,
    PaperRow,
    PaperSheet,
    PhotoFault,
    PhotoState,
    TrainerAttendance,
)
from courses.models.batches.program import Program
from courses.models.batches.quota import QuotaBy, SelectionQuota
from courses.models.batches.saved_filter import SavedFilter
from courses.models.batches.session import (
    Attendance,
    AttendanceRequest,
    AttendanceSource,
    AttendanceStatus,
    Session,
)
from courses.models.changes.correction import CorrectedField, PersonCorrection
from courses.models.changes.merge import PersonMerge
from courses.models.changes.move import BatchMove
from courses.models.changes.reason import Reason
from courses.models.changes.remarking import RemarkedAnswer, Remarking
from courses.models.changes.sheet import MarkSheet
from courses.models.changes.shift import TimetableShift
from courses.models.learning.note import LessonNote
from courses.models.learning.practice import PracticeCard, PracticeReview
from courses.models.learning.quiz import AttemptAnswer, AttemptState, QuizAttempt
from courses.models.said.announcement import (
    Announcement,
    AnnouncementAddressee,
    AnnouncementReading,
)
from courses.models.said.asking import AnswerDraft, Post, PostFollower, PostPicture, PostVersion
from courses.models.said.reporting import Hiding, Report, ReportReason, ReportState
from courses.models.seats.application import Application, ApplicationDocument, ApplicationState
from courses.models.seats.enrollment import Enrollment, EnrollmentState, Pillar
from courses.models.seats.exemption import Exemption
from courses.models.seats.extension import Extension
from courses.models.seats.intake import (
    IntakeList,
    IntakeRow,
    IntakeState,
)
from courses.models.seats.progress import (
    BlockAnswer,
    Completion,
    LessonPosition,
    Mark,
    MarkCorrection,
)
from courses.models.seats.proposal import Outcome, Proposal, ProposalChange, ProposalPlace
from courses.models.seats.rubric import Assessment, SelectionRubric
from courses.models.work.calibration import (
    CalibrationMark,
    CalibrationPart,
    CalibrationRound,
    CalibrationWork,
)
from courses.models.work.claim import ReviewClaim
from courses.models.work.gallery import GalleryState, GalleryWork, ShownName
from courses.models.work.likeness import PhotoLikeness, PhotoMark
from courses.models.work.peer import PeerFeedback, PeerLevel
from courses.models.work.piece import SentPiece
from courses.models.work.submission import (
    Review,
    ReviewDraft,
    SavedComment,
    Submission,
    SubmissionFile,
    SubmissionState,
    Verdict,
)
from courses.models.work.voice import VoiceNote

__all__ = [
    "Announcement",
    "AnnouncementAddressee",
    "AnnouncementReading",
    "AnswerDraft",
    "Application",
    "ApplicationDocument",
    "ApplicationState",
    "Assessment",
    "AttemptAnswer",
    "AttemptState",
    "Attendance",
    "AttendanceLetter",
    "AttendanceRequest",
    "AttendanceSource",
    "AttendanceStatus",
    "Batch",
    "BatchCourse",
    "BatchMove",
    "BlockAnswer",
    "CalibrationMark",
    "CalibrationPart",
    "CalibrationRound",
    "CalibrationWork",
    "Completion",
    "CompletionRule",
    "CorrectedField",
    "Enrollment",
    "EnrollmentState",
    "Exemption",
    "Extension",
    "GalleryState",
    "GalleryWork",
    "GroupPlace",
    "Hiding",
    "IntakeList",
    "IntakeRow",
    "IntakeState",
    "LessonNote",
    "LessonPosition",
    "Mark",
    "MarkCorrection",
    "MarkSheet",
    "Mode",
    "ModuleSchedule",
    "Outcome",
    "PaperPage",
    "PaperPhoto",
    "PaperRow",
    "PaperSheet",
    "PeerFeedback",
    "PeerLevel",
    "PersonCorrection",
    "PersonMerge",
    "PhotoFault",
    "PhotoLikeness",
    "PhotoMark",
    "PhotoState",
    "Pillar",
    "Post",
    "PostFollower",
    "PostPicture",
    "PostVersion",
    "PracticeCard",
    "PracticeReview",
    "Program",
    "Proposal",
    "ProposalChange",
    "ProposalPlace",
    "QuizAttempt",
    "QuotaBy",
    "Reason",
    "RemarkedAnswer",
    "Remarking",
    "Report",
    "ReportReason",
    "ReportState",
    "RequiredActivity",
    "Review",
    "ReviewClaim",
    "ReviewDraft",
    "SavedComment",
    "SavedFilter",
    "SelectionQuota",
    "SelectionRubric",
    "SentPiece",
    "Session",
    "SessionGroup",
    "ShownName",
    "Submission",
    "SubmissionFile",
    "SubmissionState",
    "TimetableShift",
    "TrainerAttendance",
    "Verdict",
    "VoiceNote",
]
