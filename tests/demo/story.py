"""What the demo tells, in a form in which two loads can be compared."""

import hashlib
import json

from django.db import models

from academy.notify.models import Notice
from academy.people.models import Consent, Membership, Pesantren, User
from cms.models import CoursePage
from courses.models import (
    Application,
    AttemptAnswer,
    Attendance,
    Batch,
    Completion,
    Enrollment,
    Mark,
    Program,
    QuizAttempt,
    RequiredActivity,
    Review,
    SavedComment,
    Session,
    Submission,
)

# All that people did and said. Keys, dates and what is made by chance on purpose
# (certificate codes, password salts) are not compared.
TOLD = (
    User, Pesantren, Membership, Consent, Program, Batch, RequiredActivity, Session, Application,
    Enrollment, Completion, QuizAttempt, AttemptAnswer, Mark, Attendance, Submission, Review,
    SavedComment, Notice, CoursePage,
)  # fmt: skip
LEFT_OUT = {"password", "key", "url", "scores", "facts", "path", "depth", "numchild", "url_path"}
# Random on purpose: a name of what is kept of a batch that never comes back.
LEFT_OUT |= {"generation"}


def counts() -> dict[str, int]:
    """Return how many there are of each."""
    return {model.__name__: model.objects.count() for model in TOLD}


def story() -> dict[str, str]:
    """Return a fingerprint of all rows of each kind."""
    found = {}
    for model in TOLD:
        fields = [
            field.name
            for field in model._meta.local_concrete_fields
            if not field.is_relation
            and not field.primary_key
            and not isinstance(field, models.DateField)
            and field.name not in LEFT_OUT
        ]
        # Of a row that has nothing but keys and dates there is only its number to compare.
        told = [repr(model.objects.count())]
        if fields:
            rows = model.objects.values_list(*fields)
            # In one order of keys: PostgreSQL keeps those of JSON in its own.
            told = sorted(json.dumps(row, sort_keys=True, default=repr) for row in rows)
        found[model.__name__] = hashlib.sha256("\n".join(told).encode()).hexdigest()
    return found
