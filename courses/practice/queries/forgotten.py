"""What nobody remembers, for those who teach it."""

from typing import Any

from django.db.models import Count, F, FloatField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Cast

from academy.people.models import User
from cms.rules import bank_of
from courses.models import PracticeCard


def forgotten(user: User) -> QuerySet[Any]:
    """Return the practised questions of the courses of `user`, each with how many `people`
    have given how many `answers`, and the share of wrong ones (`forgotten`, 0 to 100).

    They are compared by `doubt`, as if five more had answered and one of them wrongly: one wrong
    answer of one person says less than a hundred of three hundred.
    """
    own = PracticeCard.objects.filter(question_id=OuterRef("question_id")).order_by()
    cards = own.values("question_id")
    counted: QuerySet[Any] = bank_of(user).annotate(
        people=Subquery(cards.annotate(one=Count("pk")).values("one")),
        answers=Subquery(cards.annotate(one=Sum("answer_count")).values("one")),
        wrong=Subquery(cards.annotate(one=Sum("wrong_count")).values("one")),
    )
    found: QuerySet[Any] = (
        counted.filter(people__gt=0)
        .annotate(
            forgotten=Cast(F("wrong") * 100.0 / F("answers"), FloatField()),
            doubt=Cast((F("wrong") + 1) * 100.0 / (F("answers") + 5), FloatField()),
        )
        .select_related("course")
        .only("text", "slug", "question_id", "course__title")
    )
    return found
