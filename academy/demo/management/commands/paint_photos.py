from django.core.management.base import BaseCommand

from academy.demo.load.base import stable_id
from academy.demo.load.cast import home
from academy.demo.load.photos import FOLDER, Photo, photos_of
from academy.demo.names import people
from academy.demo.products.shots import Shot, paint_all
from courses.models import Submission


class Command(BaseCommand):
    help = (
        "Paints the photos of the loaded demo's hand-ins anew and takes away those that nobody "
        "hands in any more (after `load_demo --without-photos`, where the courses have changed)."
    )

    def handle(self, **options):
        wanted = wanted_photos()
        FOLDER.mkdir(exist_ok=True)
        for path in set(FOLDER.iterdir()) - {photo.path for photo in wanted}:
            path.unlink()
        for photo, data in zip(wanted, paint_all(map(shot_of, wanted)), strict=True):
            photo.path.write_bytes(data)
        self.stdout.write(f"{len(wanted)} photos are in {FOLDER}.")


def wanted_photos() -> list[Photo]:
    """Return the photos of all hand-ins of the loaded demo."""
    numbers = {stable_id("person", person.number): person.number for person in people()}
    handed_in = Submission.objects.select_related("enrollment__user").filter(
        enrollment__user__public_id__in=numbers
    )
    return [
        photo
        for submission in handed_in
        for photo in photos_of(submission, numbers[submission.enrollment.user.public_id])
    ]


def shot_of(photo: Photo) -> Shot:
    """Return what is to be painted for `photo`: the product of the person's pesantren."""
    house = home(people()[photo.number])
    shape = "honey" if house.line.key == "madu" else house.line.shape
    take = f"{photo.number}/{photo.tries}"
    return Shot(shape, house.product, str(house.number), take, photo.kind, photo.good)
