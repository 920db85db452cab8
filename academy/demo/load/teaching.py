"""Who teaches which course, with the permissions that go with it."""

from academy.demo.load.folk import Folk
from academy.demo.staff import WORKERS
from cms.models import CoursePage, CourseTrainer


def load_trainers(folk: Folk) -> None:
    courses = {course.slug: course for course in CoursePage.objects.all()}
    for worker in WORKERS:
        for slug in worker.courses:
            if slug in courses:
                CourseTrainer.objects.get_or_create(course=courses[slug], user=folk.workers[worker.username])
