"""Make a batch of 1,000 people by 40 required activities, beside those of the demo.

It runs like the batch in which the demo's participant learns. Prints its address and its size.
"""

import json
import random
import uuid
from decimal import Decimal

import django

django.setup()

from django.utils import timezone

from academy.people.models import Gender, User
from cms.models import ActivityPage
from courses.completion import actions as completion
from courses.models import Batch, Completion, Enrollment, Mark, Pillar
from courses.programs.actions import batches
from courses.programs.queries.batches import next_number

PEOPLE, ACTIVITIES = 1000, 40
CHANCE = random.Random(40)


def make_batch(source: Batch) -> Batch:
    """Return a batch like `source` that demands as many activities as there are, 40 at most."""
    coordinator = User.objects.get(username="koordinator")
    batch = batches.copy(
        batch=source, by=coordinator, number=next_number(source.program), name="Angkatan besar",
        starts_on=source.starts_on,
    )  # fmt: skip
    taught = dict.fromkeys(source.batch_courses.values_list("course", flat=True))
    taught |= dict.fromkeys(
        Batch.objects.filter(program=source.program).values_list("courses", flat=True)
    )
    batches.set_courses(batch=batch, by=coordinator, course_ids=[pk for pk in taught if pk])
    batches.update(batch=batch, by=coordinator, seats=PEOPLE)
    completion.pin(batch, by=None)
    required = batch.required_activities.order_by("activity__path")
    required.filter(pk__in=list(required.values_list("pk", flat=True)[ACTIVITIES:])).delete()
    return batch


def fill(batch: Batch, source: Batch) -> int:
    """Give `batch` its people, who have done some of it; return of how many activities."""
    now = timezone.now()
    pages = list(ActivityPage.objects.filter(required_in__batch=batch).order_by("path"))
    houses = list(source.enrollments.values_list("pesantren", flat=True))
    people = [
        User(
            username=f"besar{number}",
            full_name=f"Peserta Besar {number}",
            name_key=f"peserta besar {number}",
            public_id=uuid.uuid4(),
            gender=CHANCE.choice([Gender.FEMALE, Gender.MALE]),
            password="!",
        )
        for number in range(PEOPLE)
    ]
    User.objects.bulk_create(people)
    seats, done = [], []
    for user in people:
        count = CHANCE.randrange(len(pages) + 1)
        seat = Enrollment(
            batch=batch,
            program=batch.program,
            user=user,
            pesantren_id=CHANCE.choice(houses),
            pillar=Pillar.SANTRI,
            enrolled_at=now,
            first_seen_at=now,
            last_seen_at=now,
            done_count=count,
            required_count=len(pages),
            progress=100 * count // len(pages),
            mean_mark=Decimal(CHANCE.randrange(4000, 10000)) / 100,
        )
        seats.append(seat)
        done += [(seat, page) for page in pages[:count]]
    Enrollment.objects.bulk_create(seats)
    Completion.objects.bulk_create(
        [Completion(enrollment=seat, activity=page, received_at=now) for seat, page in done],
        batch_size=5000,
    )
    Mark.objects.bulk_create(
        [Mark(enrollment=seat, activity=page, value=80, given_at=now) for seat, page in done],
        batch_size=5000,
    )
    return len(pages)


def main() -> None:
    seat = Enrollment.objects.filter(user__username="peserta").order_by("-batch__starts_on")
    source = seat.select_related("batch__program")[0].batch
    batch = make_batch(source)
    count = fill(batch, source)
    print(json.dumps({"batch": str(batch.public_id), "people": PEOPLE, "activities": count}))


main()
