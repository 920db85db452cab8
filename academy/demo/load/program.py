"""The program, its four batches, what they demand, when modules open, when people meet."""

from dataclasses import dataclass
from decimal import Decimal

from academy.demo.load.base import Clock, create, stable_id
from academy.demo.load.dates import APPLICATIONS, PERIODS
from academy.demo.load.folk import Folk
from academy.demo.seeds import rng
from academy.demo.staff import WORKERS
from cms.models import ActivityPage, CoursePage, ModulePage
from courses.models import (
    Batch,
    BatchCourse,
    CompletionRule,
    Mode,
    ModuleSchedule,
    Program,
    RequiredActivity,
    Session,
)

TARGET = 1000


@dataclass(frozen=True, slots=True)
class Plan:
    """A batch; its days are counted from the day of loading."""

    number: int
    name: str
    summary: str
    mode: Mode
    place: str
    assignments: str  # which assignments it demands: none, final of the photo course, all

    @property
    def starts(self) -> int:
        return PERIODS[self.number][0]

    @property
    def ends(self) -> int:
        return PERIODS[self.number][1]


PLANS: tuple[Plan, ...] = (
    Plan(
        1, "Angkatan I",
        "Angkatan perintis: dua kursus penuh, tugas bersifat sukarela. Bertemu empat kali di Surabaya dan empat kali daring.",
        Mode.HYBRID, "Balai Diklat Koperasi, Surabaya", "none",
    ),
    Plan(
        2, "Angkatan II",
        "Dua kursus dengan satu karya penutup: enam foto siap jual. Pekan ini pekan terakhir.",
        Mode.HYBRID, "Aula Pusat Pelatihan OPOP, Sidoarjo", "photo_final",
    ),
    Plan(
        3, "Angkatan III",
        "Dua kursus lengkap dengan empat tugas. Sesi malam lewat Zoom, dua kali bertemu di Malang.",
        Mode.HYBRID, "Gedung Kewirausahaan, Malang", "all",
    ),
    Plan(
        4, "Angkatan IV",
        "Pendaftaran dibuka. Didahulukan pesantren yang belum pernah mengirim peserta dan kabupaten yang kuotanya belum terisi.",
        Mode.HYBRID, "Balai Diklat Koperasi, Surabaya", "all",
    ),
)  # fmt: skip
SESSION_TITLES = (
    "Pembukaan dan perkenalan", "Praktik cahaya jendela", "Tanya jawab komposisi",
    "Bedah foto peserta",
    "Praktik menulis keterangan", "Menghitung harga bersama", "Video pendek dengan satu ponsel",
    "Presentasi dan penutupan",
)  # fmt: skip
IN_A_HALL = (0, 3, 7)


def load_program(clock: Clock, folk: Folk) -> dict[int, Batch]:
    """Make the program and its batches; return the batches by number."""
    program = Program.objects.create(
        public_id=stable_id("program"),
        name="OPOP Academy Go Nusantara",
        slug="go-nusantara",
        code="GN",
        description=(
            "Program pelatihan One Pesantren One Product Jawa Timur: pemasaran digital dan fotografi produk "
            "untuk santri, alumni, pengurus kopontren, dan masyarakat sekitar pesantren."
        ),
        target=TARGET,
        starts_on=clock.day(-270),
        ends_on=clock.day(120),
        rupiah_per_mb=12,
    )
    program.partners.set(folk.of_role("partner"))
    courses = list(CoursePage.objects.live().order_by("path"))
    batches = {}
    for plan in PLANS:
        batch = _batch(clock, program, plan)
        batch.coordinators.set(
            [folk.workers[w.username] for w in WORKERS if plan.number in w.batches]
        )
        create(
            BatchCourse(batch=batch, course=page, position=at) for at, page in enumerate(courses)
        )
        CompletionRule.objects.create(
            batch=batch,
            minimum_mark=Decimal(70),
            minimum_attendance=Decimal(75),
            excused_counts=False,
            final_assignment_accepted=plan.assignments != "none",
            # The batch that runs now forgives one quiz that went wrong.
            dropped_quizzes=1 if plan.number == 3 else 0,
        )
        _schedule(clock, batch, plan, courses)
        _sessions(clock, batch, plan, folk)
        if plan.starts <= 0:
            _pin(clock, batch, plan, courses)
        batches[plan.number] = batch
    return batches


def _batch(clock: Clock, program: Program, plan: Plan) -> Batch:
    return Batch.objects.create(
        public_id=stable_id("batch", plan.number),
        program=program,
        number=plan.number,
        name=plan.name,
        summary=plan.summary,
        mode=plan.mode,
        place=plan.place,
        seats=250,
        applications_open_at=clock.at(APPLICATIONS[plan.number][0], 7),
        applications_close_at=clock.at(APPLICATIONS[plan.number][1], 23, 59),
        starts_on=clock.day(plan.starts),
        ends_on=clock.day(plan.ends),
        data_budget=400_000,
        is_published=True,
        pinned_at=clock.at(plan.starts, 6) if plan.starts <= 0 else None,
    )


def modules_of(courses: list[CoursePage]) -> list[ModulePage]:
    """The modules of the courses, in the order in which they are taught."""
    found = []
    for course in courses:
        found += list(ModulePage.objects.live().child_of(course).order_by("path"))
    return found


def opening_days(plan: Plan, count: int) -> list[float]:
    """On which day from today each of `count` modules opens."""
    length = (plan.ends - plan.starts) * 0.9
    return [plan.starts + round(length * index / max(count, 1)) for index in range(count)]


def _schedule(clock: Clock, batch: Batch, plan: Plan, courses: list[CoursePage]) -> None:
    modules = modules_of(courses)
    days = opening_days(plan, len(modules))
    create(
        ModuleSchedule(
            batch=batch,
            module=module,
            opens_at=clock.at(day, 6),
            due_at=clock.at(min(day + 10, plan.ends), 23, 59),
        )
        for module, day in zip(modules, days, strict=True)
    )


def _sessions(clock: Clock, batch: Batch, plan: Plan, folk: Folk) -> None:
    trainers = folk.of_role("trainer")
    chance = rng("sessions", plan.number)
    length = plan.ends - plan.starts
    rows = []
    for index, title in enumerate(SESSION_TITLES):
        # Halls in the morning, Zoom after the evening prayer; the last one before the end.
        day = plan.starts + round((length - 3) * index / (len(SESSION_TITLES) - 1)) + 1
        hall = index in IN_A_HALL
        start = clock.at(day, 9 if hall else 19, 0 if hall else 30)
        rows.append(
            Session(
                public_id=stable_id("session", plan.number, index),
                batch=batch,
                title=title,
                mode=(Mode.HYBRID if index else Mode.OFFLINE) if hall else Mode.ONLINE,
                starts_at=start,
                ends_at=clock.at(day, 12 if hall else 21),
                place=plan.place if hall else "",
                online_url=""
                if hall and not index
                else f"https://rapat.academy.example/angkatan-{plan.number}/{index + 1}",
                trainer=chance.choice(trainers),
            )
        )
    create(rows)


def _pin(clock: Clock, batch: Batch, plan: Plan, courses: list[CoursePage]) -> None:
    activities = [
        page
        for course in courses
        for page in ActivityPage.objects.live()
        .descendant_of(course)
        .order_by("path")
        .select_related("assignmentpage")
    ]
    create(
        RequiredActivity(batch=batch, activity=page, weight=_weight(page))
        for page in activities
        if _demanded(page, plan, courses[0])
    )
    batch.required_activities.update(added_at=clock.at(plan.starts, 6))


def _weight(page: ActivityPage) -> int:
    assignment = getattr(page, "assignmentpage", None)
    return 3 if assignment and assignment.is_final else 2 if assignment else 1


def _demanded(page: ActivityPage, plan: Plan, photo_course: CoursePage) -> bool:
    assignment = getattr(page, "assignmentpage", None)
    if assignment is not None and assignment.takes_pairs:
        return False
    if assignment is None or plan.assignments == "all":
        return True
    return (
        plan.assignments == "photo_final"
        and assignment.is_final
        and page.path.startswith(photo_course.path)
    )
