"""Which pictures attempts show to whom."""

from academy.people.models import User
from cms.models import AcademyImage
from courses.models import AttemptState, QuizAttempt
from courses.quizzes.queries.attempts import kept_pictures, revealed_of, tries


def shows_picture(user: User, picture: AcademyImage) -> bool:
    """Whether an attempt that `user` may see shows it: with a question, or with what is said to
    the answers, which waits as long as its words do."""
    attempts = QuizAttempt.objects.visible_to(user).filter(pictures=picture)
    for attempt in attempts.select_related("quiz", "enrollment__batch"):
        answers = list(attempt.answers.all())
        if picture.pk in kept_pictures(answer.question for answer in answers):
            return True
        if attempt.state == AttemptState.MARKED and _is_explained(attempt):
            return True
    return False


def _is_explained(attempt: QuizAttempt) -> bool:
    made = tries(attempt.enrollment, attempt.quiz)
    return revealed_of(attempt.enrollment, attempt.quiz, made).explanation
