from cms.models.brought.course_file import CourseFile, CourseFileState, TakenFile
from cms.models.brought.question_file import QuestionFile
from cms.models.brought.word import WordFile, WordPicture
from cms.models.files.media import AcademyDocument, AcademyImage, AcademyRendition
from cms.models.files.recording import AcademyMedia, MediaState, MediaVersion, Quality
from cms.models.files.upload import MediaUpload
from cms.models.pages.activity import ActivityPage, LessonPage
from cms.models.pages.assignment import AssignmentPage, Evidence, RubricCriterion, RubricLevel
from cms.models.pages.course import (
    CourseIndexPage,
    CoursePage,
    CourseTrainer,
    GlossaryTerm,
    ModulePage,
)
from cms.models.pages.quiz import Counting, QuizDraw, QuizKind, QuizPage, QuizQuestion, Shown
from cms.models.pages.rubric import Rubric, RubricPart, RubricPartLevel
from cms.models.pages.site import (
    ArticleIndexPage,
    ArticlePage,
    ContactFormField,
    ContactMessage,
    ContactPage,
    HomePage,
    StandardPage,
)
from cms.models.question import (
    Difficulty,
    Question,
    QuestionKind,
    QuestionLanguage,
    QuestionOption,
    QuestionTag,
)

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
    "Counting",
    "CourseFile",
    "CourseFileState",
    "CourseIndexPage",
    "CoursePage",
    "CourseTrainer",
    "Difficulty",
    "Evidence",
    "GlossaryTerm",
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
    "QuizDraw",
    "QuizKind",
    "QuizPage",
    "QuizQuestion",
    "Rubric",
    "RubricCriterion",
    "RubricLevel",
    "RubricPart",
    "RubricPartLevel",
    "Shown",
    "StandardPage",
    "TakenFile",
    "WordFile",
    "WordPicture",
]
