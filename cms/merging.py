"""Content, when two accounts are merged: who wrote it is not rewritten.

Participants write none; these are rows of somebody who had a role once.
"""

from wagtail.admin.models import EditingSession, FormState
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile
from wagtailmedia.models import Media

from academy.people.holdings.merging import ends, stays
from cms.models import (
    AcademyDocument,
    AcademyImage,
    AcademyMedia,
    CourseFile,
    CourseTrainer,
    MediaUpload,
    QuestionFile,
    WordFile,
)

ends(APIToken, "user")
stays(CourseTrainer, "user")
stays(WordFile, "created_by")
stays(QuestionFile, "created_by")
stays(CourseFile, "created_by")
ends(MediaUpload, "created_by")
for uploaded in (AcademyImage, AcademyDocument, AcademyMedia, Document, Image, Media, UploadedFile):
    stays(uploaded, "uploaded_by_user")
stays(UserProfile, "user")
stays(EditingSession, "user")
stays(FormState, "user")
stays(Revision, "user")
stays(ModelLogEntry, "user")
stays(PageLogEntry, "user")
stays(WorkflowState, "requested_by")
stays(TaskState, "finished_by")
stays(Page, "locked_by", "owner")
stays(Comment, "user", "resolved_by")
stays(CommentReply, "user")
stays(PageSubscription, "user")
