"""Age, where the law asks for it: children's data needs an adult's consent."""

import datetime as dt

from django.utils import timezone

from academy.people.models import User

ADULT_YEARS = 18


def age_on(birth_on: dt.date, day: dt.date) -> int:
    """Return whole years; who was born on 29 February has the birthday on 1 March."""
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))


def is_minor(user: User) -> bool:
    """Say whether `user` is known to be under 18 today; an unknown birth date says no."""
    return user.birth_on is not None and age_on(user.birth_on, timezone.localdate()) < ADULT_YEARS
