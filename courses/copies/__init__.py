"""The learning part of the copy of a person's data (`academy.people.holdings.copies`).

Answers are the person's; the keys of questions are not and never leave by this door.
"""

from courses.copies import learning as learning  # each section is registered there
from courses.copies import seats as seats
from courses.copies import shown as shown
