"""Everything, in order, in one transaction: a load that breaks off leaves nothing behind."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from academy.demo.load import sources
from academy.demo.load.applying import load_applications, load_enrollments
from academy.demo.load.asking import load_asking
from academy.demo.load.attendance import load_attendance
from academy.demo.load.base import Clock
from academy.demo.load.calibrating import load_calibration
from academy.demo.load.cast import cast
from academy.demo.load.content import load_course
from academy.demo.load.folk import load_folk
from academy.demo.load.handins import load_hand_ins, load_saved_comments
from academy.demo.load.learning import load_learning, timetable
from academy.demo.load.notices import load_notices
from academy.demo.load.outcome import load_certificates, load_design, load_exemption, load_outcome
from academy.demo.load.persona import personas
from academy.demo.load.photos import write_photos
from academy.demo.load.places import load_places
from academy.demo.load.practising import load_practice
from academy.demo.load.program import load_program
from academy.demo.load.rubrics import load_rubrics
from academy.demo.load.searchable import indexed_at_the_end
from academy.demo.load.selecting import load_filters, load_groups, load_selection
from academy.demo.load.sharing import load_gallery, load_peers
from academy.demo.load.site import load_site
from academy.demo.load.teaching import load_trainers

type Say = Callable[[str], object]


def load_content(clock: Clock) -> None:
    """Bring the site and the courses up to their sources; leaves alone what was edited."""
    with transaction.atomic(), disable_reference_index_auto_update(), indexed_at_the_end():
        catalogue = load_site(clock)
        for source in sources.courses():
            load_course(source, catalogue)
        load_rubrics()


def load_people(clock: Clock, say: Say, *, with_photos: bool = True) -> None:
    """Fill an academy that has nobody yet with the demo's people and their work."""
    with transaction.atomic():
        if get_user_model().objects.exists():
            return
        say("pesantren and people")
        houses = load_places()
        folk = load_folk(clock, houses)
        load_trainers(folk)
        load_saved_comments(folk)
        say("batches and applications")
        batches = load_program(clock, folk)
        load_design(batches[1].program)
        applications = load_applications(clock, folk, houses, batches)
        load_selection(clock, folk, batches, applications)
        enrollments = load_enrollments(clock, batches, applications)
        for number in (1, 2, 3):
            say(f"learning of batch {number}")
            seats = _seats(number, enrollments[number])
            batch = batches[number]
            steps = timetable(batch)
            record = load_learning(clock, batch, steps, seats)
            load_practice(clock, batch, seats, record, steps)
            load_attendance(clock, folk, batch, seats)
            numbers = {enrollment.pk: person for enrollment, person, _ in seats}
            handed_in = load_hand_ins(clock, folk, batch, record.reached, numbers)
            if with_photos:
                write_photos(handed_in)
                load_gallery(clock, folk, handed_in)
            load_peers(clock, handed_in)
            if number == 2:
                load_calibration(clock, folk, handed_in)
            if number == 3:
                load_exemption(clock, batch)
            load_outcome(clock, folk, batch, seats)
            load_filters(folk, batch)
            if number == 3:
                load_groups(clock, folk, batch)
                load_asking(clock, folk, batch, seats)
        say("certificates")
        load_certificates(clock, folk, batches[1])
        load_notices(clock, [a for rows in applications.values() for a in rows])


def _seats(number: int, enrollments: list) -> list:
    """Each enrollment with the number and the persona of its person."""
    whole = cast()
    order = [*whole.seated[number], *whole.absent[number]]
    known = personas(number)
    return [(e, person, known[person]) for e, person in zip(enrollments, order, strict=True)]
