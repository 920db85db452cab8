from cms.models.activity import (
    ActivityPage,
    AssignmentPage,
    Evidence,
    LessonPage,
    QuizKind,
    QuizPage,
    QuizQuestion,
    RubricCriterion,
)
from cms.models.course import CourseIndexPage, CoursePage, CourseTrainer, ModulePage
from cms.models.media import AcademyDocument, AcademyImage, AcademyRendition
from cms.models.question import (
    Difficulty,
    Question,
    QuestionKind,
    QuestionLanguage,
    QuestionOption,
    QuestionTag,
)
from cms.models.question_file import QuestionFile
from cms.models.recording import AcademyMedia, MediaState, MediaVersion, Quality
from cms.models.site import (
    ArticleIndexPage,
    ArticlePage,
    ContactFormField,
    ContactMessage,
    ContactPage,
    HomePage,
    StandardPage,
)
from cms.models.upload import MediaUpload
from cms.models.word import WordFile, WordPicture

__all__ = [
    "AcademyDocument",
    "AcademyImage",
    "AcademyMedia",
    "AcademyRendition",
    "ActivityPage",
    "ArticleIndexPage",
    "ArticlePage",
    "AssignmentPage",
    "ContactFormField",
    "ContactMessage",
    "ContactPage",
    "CourseIndexPage",
    "CoursePage",
    "CourseTrainer",
    "Difficulty",
    "Evidence",
    "HomePage",
    "LessonPage",
    "MediaState",
    "MediaUpload",
    "MediaVersion",
    "ModulePage",
    "Quality",
    "Question",
    "QuestionFile",
    "QuestionKind",
    "QuestionLanguage",
    "QuestionOption",
    "QuestionTag",
    "QuizKind",
    "QuizPage",
    "QuizQuestion",
    "RubricCriterion",
    "StandardPage",
    "WordFile",
    "WordPicture",
]
