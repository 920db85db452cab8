"""Who teaches which course, and who edits the site, with the permissions that go with it."""

from academy.demo.load.folk import Folk
from academy.demo.staff import WORKERS
from cms.actions.courses import assign_trainer
from cms.actions.staff import set_up_staff
from cms.models import CoursePage


def load_trainers(folk: Folk) -> None:
    manager = folk.workers["pengelola"]
    set_up_staff()
    courses = {course.slug: course for course in CoursePage.objects.all()}
    for worker in WORKERS:
        for slug in worker.courses:
            if slug in courses:
                assign_trainer(course=courses[slug], user=folk.workers[worker.username], by=manager)
