"""A published course with all below it, as most tests begin."""

from dataclasses import dataclass, field

from cms.models import (
    ActivityPage,
    AssignmentPage,
    CoursePage,
    LessonPage,
    ModulePage,
    QuizPage,
    RubricCriterion,
)
from tests.factories.cms import (
    AssignmentPageFactory,
    CoursePageFactory,
    LessonPageFactory,
    ModulePageFactory,
    QuizPageFactory,
    questions_for,
)
from tests.factories.indexing import unindexed
from tests.factories.remembered import remembered


@dataclass(slots=True)
class CourseTree:
    """A published course and all below it, each list in the order of the outline."""

    course: CoursePage
    modules: list[ModulePage] = field(default_factory=list)
    lessons: list[LessonPage] = field(default_factory=list)
    quizzes: list[QuizPage] = field(default_factory=list)
    assignments: list[AssignmentPage] = field(default_factory=list)

    @property
    def activities(self) -> list[ActivityPage]:
        """All activities as the outline has them (the plain ActivityPage rows)."""
        return list(ActivityPage.objects.descendant_of(self.course).order_by("path"))


@remembered
@unindexed()
def course_tree(
    *,
    modules: int = 2,
    lessons: int = 2,
    quiz: bool = True,
    assignment: bool = True,
    **course,
) -> CourseTree:
    """Return a published course with `lessons` lessons in each of `modules` modules.

    Each module ends with a quiz of two questions if `quiz`; the last module ends with
    the final assignment (two criteria, 100 points) if `assignment`. `course` goes to the
    course page (title, summary …).
    """
    tree = CourseTree(CoursePageFactory(**course))
    for module_number in range(1, modules + 1):
        module = ModulePageFactory(parent=tree.course, title=f"Modul {module_number}")
        tree.modules.append(module)
        for number in range(1, lessons + 1):
            title = f"Materi {module_number}.{number}"
            tree.lessons.append(LessonPageFactory(parent=module, title=title))
        if quiz:
            page = QuizPageFactory(parent=module, title=f"Kuis modul {module_number}")
            questions_for(page, tree.course)
            tree.quizzes.append(page)
    if assignment and tree.modules:
        page = AssignmentPageFactory(parent=tree.modules[-1], title="Tugas akhir", is_final=True)
        for order, title in enumerate(["Cahaya", "Latar"]):
            RubricCriterion.objects.create(page=page, title=title, points=50, sort_order=order)
        tree.assignments.append(page)
    return tree
