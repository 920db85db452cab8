"""What a search of any order works with: a batch, a moving clock, acts that may be refused."""

import time_machine
from celery import current_app
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import TestCase
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine

from academy.core.errors import InvalidTransition, Refused
from academy.core.models import Job
from cms.models import ModulePage
from courses.models import Batch, Enrollment
from tests.courses.world import World


class Machine(RuleBasedStateMachine):
    """A batch of two seats; each example begins with it anew. What may happen is a test's."""

    here: World
    other: ModulePage

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clock = time_machine.travel(timezone.now(), tick=False)
        self.time = self.clock.start()
        cache.clear()
        self.before: dict[int, Enrollment] = {}
        self.done: dict[int, set[int]] = {}
        # Whose mark or attendance was taken back in this step; activities undone by it.
        self.corrected: set[int] = set()
        self.undone: set[tuple[int, int]] = set()

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        cache.clear()

    @property
    def batch(self) -> Batch:
        return Batch.objects.select_related("completion_rule").get(pk=self.here.batch.pk)

    def seat(self, number: int) -> Enrollment:
        seats = Enrollment.objects.select_related("user", "batch").filter(batch=self.here.batch)
        return list(seats.order_by("pk"))[number % 2]

    def pick(self, model, number: int):
        found = list(model.objects.order_by("pk"))
        return found[number % len(found)]

    def act(self, action, **arguments):
        """Do what somebody asks for; a refusal is an answer. A minute passes.

        Wagtail refuses with a ValidationError: to move a page where its address is taken.
        """
        self.time.shift(60)
        try:
            with TestCase.captureOnCommitCallbacks(execute=True):
                found = action(**arguments)
        except (Refused, InvalidTransition, ValidationError):
            found = None
        for job in Job.objects.unfinished().order_by("pk"):
            current_app.tasks[job.kind](job.pk)
        return found
