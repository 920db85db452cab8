"""Finding one's pesantren among many of the same name."""

import re

from django.db.models import Q, QuerySet

from academy.core.text.typed import clean_typed, only_digits
from academy.people.models import Pesantren, Regency

# Said before every name, and in no name of the list.
TITLES = {"pp", "ponpes", "pondok", "pesantren", "yayasan"}
MOST = 20


def search(text: str, regency: Regency | None = None) -> QuerySet[Pesantren]:
    """Return those whose name holds every word of `text`, or whose NSPP begins with it.

    At most MOST + 1 rows: the one too many says that there are more.
    """
    text = clean_typed(text)
    words = [word for word in text.split() if word.casefold() not in TITLES]
    digits = only_digits(text)
    found = Pesantren.objects.select_related("regency").order_by("name", "regency__name", "pk")
    if regency is not None:
        found = found.filter(regency=regency)
    if len(digits) >= 4 and not re.search(r"[^\W\d_]", text):
        return found.filter(nspp__startswith=digits)[: MOST + 1]
    if not words and regency is None:
        return found.none()
    every_word = Q()
    for word in words:
        every_word &= Q(name__icontains=word)
    return found.filter(every_word)[: MOST + 1]
