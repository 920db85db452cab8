"""A batch in which two trainers mark the same hand-ins, and what each does with them."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import CourseTrainer
from courses.assignments.queries.work import rubric_of, wording_of
from courses.calibration import actions
from courses.models import CalibrationRound, Submission
from tests.courses.world import World, world
from tests.factories.courses import EnrollmentFactory, SubmissionFactory, SubmissionFileFactory
from tests.factories.people import PesantrenFactory, UserFactory
from tests.factories.remembered import remembered


@remembered
def desk(count: int = 3) -> World:
    """Return a world with two trainers in which `count` people have handed in, one a day."""
    here = world(0)
    here.trainer.full_name = "Bagas Sunting"
    here.trainer.save()
    here.other = UserFactory(trainer=True, full_name="Ratna Cahaya")
    CourseTrainer.objects.create(course=here.tree.course, user=here.other)
    for _number in range(count):
        hand_in(here)
    return here


def hand_in(here: World, **seat) -> Submission:
    number = len(here.submissions)
    person = UserFactory(full_name=f"Wulandari{number} Tersembunyi")
    seat = EnrollmentFactory(
        batch=here.batch, user=person, **{"pesantren": PesantrenFactory()} | seat
    )
    made = SubmissionFactory(
        enrollment=seat,
        assignment=here.tree.assignments[0],
        note=f"Saya {person.full_name}.",
        submitted_at=timezone.now() - timedelta(days=20 - number),
    )
    SubmissionFileFactory(submission=made, filename=f"{person.full_name}.jpg")
    here.seats.append(seat)
    here.submissions.append(made)
    return made


def begun(here: World, trainers=None, by=None) -> CalibrationRound:
    """Return a round of all hand-ins, up to five, that both trainers mark."""
    [assignment] = here.tree.assignments
    return actions.begin(
        batch=here.batch,
        assignment=assignment,
        course=here.tree.course,
        works=here.submissions[:5],
        trainers=trainers or [here.trainer, here.other],
        rubric=wording_of(rubric_of(assignment)),
        by=by or here.trainer,
    )


def mark(round: CalibrationRound, trainer, *points: tuple[int, int], words: str = "") -> None:
    """Let `trainer` give points for the two criteria of each hand-in, in their order."""
    criteria = list(round.assignment.criteria.order_by("sort_order"))
    for work, given in zip(round.works.all(), points, strict=False):
        scores = [
            {"criterion": item.pk, "title": item.title, "points": score, "of": item.points}
            for item, score in zip(criteria, given, strict=True)
        ]
        actions.keep(work=work, by=trainer, scores=scores, mark=sum(given), words=words)


def finished(round: CalibrationRound, trainer, *points: tuple[int, int], words: str = "") -> None:
    mark(round, trainer, *points, words=words)
    actions.finish(round=round, by=trainer)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def to(name: str, *about) -> str:
    return reverse(f"courses:{name}", args=[getattr(one, "public_id", one) for one in about])


def said(page) -> str:
    """What a page says, its spaces made single."""
    return " ".join(page.text.split())


def typed(here, light=40, ground=30, **more):
    """Return what a trainer sends with points for both criteria."""
    first, second = here.tree.assignments[0].criteria.order_by("sort_order")
    return {f"points_{first.pk}": light, f"points_{second.pk}": ground} | more
