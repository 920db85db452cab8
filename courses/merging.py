"""Learning, when two accounts of one person are merged (`academy.people.holdings.merging`).

What was done hangs on the seat, and goes with it.
"""

from academy.people.holdings.merging import goes, stays
from courses.models import (
    Announcement,
    AnnouncementReading,
    AnswerDraft,
    Application,
    Assessment,
    Attendance,
    AttendanceLetter,
    AttendanceRequest,
    Batch,
    BatchMove,
    CalibrationPart,
    CalibrationRound,
    Enrollment,
    Exemption,
    Extension,
    GalleryWork,
    Hiding,
    IntakeList,
    IntakeRow,
    Mark,
    MarkCorrection,
    MarkSheet,
    PaperPhoto,
    PaperRow,
    PaperSheet,
    PersonCorrection,
    PersonMerge,
    Post,
    PostFollower,
    PostPicture,
    PracticeCard,
    PracticeReview,
    Program,
    Proposal,
    ProposalChange,
    Reason,
    Remarking,
    Report,
    RequiredActivity,
    Review,
    ReviewClaim,
    ReviewDraft,
    SavedComment,
    SavedFilter,
    SelectionRubric,
    SentPiece,
    Session,
    SessionGroup,
    Submission,
    TimetableShift,
    TrainerAttendance,
    VoiceNote,
)

goes(Enrollment, "user")
goes(Application, "user")
# Of a question that both have practised, the account that stays keeps its own.
goes(PracticeCard, "user")
goes(PracticeReview, "user")
goes(PersonCorrection, "person")
goes(PersonMerge, "person")
goes(BatchMove, "person")
goes(IntakeRow, "person")
goes(Reason, "person")
# What was asked and answered, with its pictures; who followed a question with both follows once.
goes(Post, "author")
goes(PostPicture, "owner")
# Of a question to which both have begun an answer, the account that stays keeps its own; the other
# one is forgotten as old drafts are, with its pictures.
goes(AnswerDraft, "author")
goes(PostFollower, "user")
goes(AnnouncementReading, "user")
goes(Hiding, "person")
goes(Report, "reporter")
# What is on its way goes on. Of a piece that both have sent, the account that stays keeps its own;
# the other one is forgotten as all are after a while.
goes(SentPiece, "person")
# Who did it.
stays(Application, "decided_by")
stays(PersonCorrection, "corrected_by")
stays(PersonMerge, "account", "merged_by")
stays(BatchMove, "moved_by")
stays(Mark, "given_by")
stays(MarkCorrection, "corrected_by")
stays(MarkSheet, "made_by", "undone_by")
stays(Exemption, "given_by", "ended_by")
stays(Remarking, "made_by")
stays(Extension, "granted_by", "withdrawn_by")
stays(Hiding, "hidden_by", "shown_by")
stays(Report, "decided_by")
stays(Attendance, "noted_by")
stays(Submission, "helped_by")
stays(AttendanceRequest, "asked_by", "decided_by")
stays(AttendanceLetter, "sent_by")
stays(PaperSheet, "printed_by")
stays(PaperRow, "trainer", "said_by")
stays(PaperPhoto, "sent_by")
stays(TrainerAttendance, "trainer", "noted_by")
stays(RequiredActivity, "added_by")
stays(GalleryWork, "proposed_by", "taken_down_by")
# Of those who work or worked here, with whom nobody is merged while they do.
stays(Batch.coordinators.through, "user")
stays(SavedFilter, "made_by")
stays(TimetableShift, "moved_by", "undone_by")
stays(Program.partners.through, "user")
stays(Session, "trainer")
stays(SessionGroup, "trainer")
stays(Review, "reviewer")
stays(ReviewDraft, "reviewer")
stays(VoiceNote, "speaker")
stays(SavedComment, "owner")
stays(Announcement, "author")
stays(ReviewClaim, "reviewer")
stays(CalibrationRound, "started_by", "closed_by")
stays(CalibrationPart, "trainer")
stays(IntakeList, "made_by", "confirmed_by", "undone_by")
stays(Assessment, "scored_by", "seen_by")
stays(SelectionRubric, "made_by")
stays(Proposal, "made_by", "applied_by")
stays(ProposalChange, "made_by", "undone_by")
