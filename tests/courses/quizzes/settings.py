"""A quiz whose author has set it so, and questions of a tag to draw from."""

from django.core.cache import cache

from tests.courses.seats import seat
from tests.factories.cms import QuestionFactory


def quiz_with(**settings):
    """Return a seat and its quiz of two questions, set so."""
    enrollment, tree = seat(modules=1, lessons=1, assignment=False)
    quiz = tree.quizzes[0]
    for name, value in settings.items():
        setattr(quiz, name, value)
    quiz.save()
    # Publishing would have done so: whoever made the seat may have read what the batch teaches.
    cache.clear()
    enrollment.batch.end_plan()
    return enrollment, quiz, tree


def bank(tree, count, *, tag="cahaya"):
    """Return so many questions of the tag in the bank of the course."""
    made = []
    for number in range(count):
        question = QuestionFactory(course=tree.course, slug=f"{tag}-{number}", kind="single")
        question.tags.add(tag)
        question.save()
        made.append(question)
    return made


def bank_ids(attempt):
    return [row.bank_id for row in attempt.answers.all()]
