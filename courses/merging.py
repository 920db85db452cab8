"""Learning, when two accounts of one person are merged (`academy.people.holdings.merging`).

What was done hangs on the seat, and goes with it.
"""

from academy.people.holdings.merging import goes, stays
from courses.models import (
    Application,
    Attendance,
    AttendanceRequest,
    Batch,
    BatchMove,
    Enrollment,
    Mark,
    MarkCorrection,
    PersonCorrection,
    PersonMerge,
    PracticeCard,
    PracticeReview,
    Program,
    Reason,
    Remarking,
    RequiredActivity,
    Review,
    ReviewDraft,
    SavedComment,
    Session,
)

goes(Enrollment, "user")
goes(Application, "user")
# Of a question that both have practised, the account that stays keeps its own.
goes(PracticeCard, "user")
goes(PracticeReview, "user")
goes(PersonCorrection, "person")
goes(PersonMerge, "person")
goes(BatchMove, "person")
goes(Reason, "person")
# Who did it.
stays(Application, "decided_by")
stays(PersonCorrection, "corrected_by")
stays(PersonMerge, "account", "merged_by")
stays(BatchMove, "moved_by")
stays(Mark, "given_by")
stays(MarkCorrection, "corrected_by")
stays(Remarking, "made_by")
stays(Attendance, "noted_by")
stays(AttendanceRequest, "asked_by", "decided_by")
stays(RequiredActivity, "added_by")
# Of those who work or worked here, with whom nobody is merged while they do.
stays(Batch.coordinators.through, "user")
stays(Program.partners.through, "user")
stays(Session, "trainer")
stays(Review, "reviewer")
stays(ReviewDraft, "reviewer")
stays(SavedComment, "owner")
