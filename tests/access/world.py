"""A small academy in which somebody of every role has something of their own.

All objects in `objects` belong to the first program: its batch, its course, its pesantren.
Those whose name ends in `_elsewhere` have the same role in a second program, where the
same things exist; to them everything in `objects` is foreign."""

from dataclasses import dataclass
from enum import StrEnum

from academy.people.models import PesantrenList, User
from cms.actions.staff import set_up_staff
from cms.models import CourseFile
from courses.models import EnrollmentState
from tests.access.belongings import Part
from tests.access.part import part
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory
from tests.factories.remembered import remembered


class Who(StrEnum):
    """Those who come to an address."""

    ANONYMOUS = "anonymous"
    PARTICIPANT = "participant"
    PARTICIPANT_ELSEWHERE = "participant elsewhere"
    COMPANION = "companion"
    COMPANION_ELSEWHERE = "companion elsewhere"
    TRAINER = "trainer"
    TRAINER_ELSEWHERE = "trainer elsewhere"
    COORDINATOR = "coordinator"
    COORDINATOR_ELSEWHERE = "coordinator elsewhere"
    MANAGER = "program manager"
    PARTNER = "partner"
    PARTNER_ELSEWHERE = "partner elsewhere"
    EDITOR = "editor"
    # Everything that the program manager has but the second step of sign-in.
    HALF_SIGNED_IN = "program manager without a second factor"
    # Had a seat in the batch and has left it.
    GONE = "participant who left"


@dataclass
class World:
    people: dict[Who, User]
    own: Part
    elsewhere: Part


@remembered
def world() -> World:
    """Return two programs that know nothing of each other, and who works in both."""
    own, elsewhere = part("Rahayu"), part("Lestari")
    people = {
        Who.MANAGER: UserFactory(program_manager=True),
        Who.EDITOR: UserFactory(editor=True),
        Who.HALF_SIGNED_IN: UserFactory(program_manager=True, authenticator=None),
        Who.GONE: EnrollmentFactory(
            batch=own.objects["batch"], state=EnrollmentState.WITHDRAWN
        ).user,
    }
    set_up_staff()
    own.objects["pesantren_list"] = PesantrenList.objects.create(
        filename="daftar.xlsx", created_by=people[Who.MANAGER]
    )
    own.objects["course_file"] = CourseFile.objects.create(
        filename="kursus.zip", created_by=people[Who.MANAGER]
    )
    for name, person in own.people.items():
        people[Who(name)] = person
    for name, person in elsewhere.people.items():
        people[Who(f"{name} elsewhere")] = person
    return World(people, own, elsewhere)
