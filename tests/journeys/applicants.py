"""Very many applicants to a batch, as a season leaves them: verified and scored.

Read by `manage.py shell` in the academy of a journey, with the id of the batch in `BATCH`.
"""

import datetime as dt
import random

from django.utils import timezone

from academy.people.models import Pesantren, User
from courses.models import Application, Batch, Pillar

COUNT = 1250
FIRST = ("Ahmad", "Siti", "Nur", "Abdul Qodir", "Dewi", "Khadijah", "Lailatul", "Zainal")
LAST = ("Fauzi", "Nur'aini", "Hidayat", "Ma'ruf", "Al-Baghdadi", "Sholihah", "Mubarok")


def fill(batch_id: str) -> None:
    """Give the batch 1,250 applicants of all pesantren; the same ones each time."""
    chance, batch = random.Random(3), Batch.objects.get(public_id=batch_id)
    homes = list(Pesantren.objects.order_by("pk"))
    people = User.objects.bulk_create(
        User(
            username=f"pelamar{number}",
            full_name=f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}",
            name_key=f"pelamar {number}",
            gender=chance.choice(("male", "male", "female")),
            birth_on=dt.date(2004, 1, 1) + dt.timedelta(days=number),
            password="!",
            is_demo=True,
        )
        for number in range(COUNT)
    )
    Application.objects.bulk_create(
        Application(
            batch=batch,
            program_id=batch.program_id,
            user=person,
            state="verified",
            score=chance.randrange(40, 100),
            pesantren=chance.choice(homes),
            membership_role="santri",
            pillar=chance.choice(Pillar.values),
            motivation="Ingin memotret sambal buatan kopontren.",
            submitted_at=timezone.now(),
        )
        for person in people
    )
