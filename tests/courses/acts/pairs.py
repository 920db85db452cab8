"""What two people could do at the same moment in the world of `pair_world`."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from uuid import UUID, uuid4

from django.utils import timezone

from certificates.actions.issuing import issue
from courses.admission import actions as admission
from courses.admission.actions.replacing import replace_no_show
from courses.asking.actions import posts
from courses.assignments.actions import acceptance, drafts, reviews, submissions
from courses.assignments.queries.drafts import Typed
from courses.attendance.actions import checking_in, groups, ledger, sessions
from courses.completion import actions as completion
from courses.enrollment.actions import enrollments as seats
from courses.extensions import actions as extensions
from courses.extensions.queries import extendables
from courses.gallery import actions as gallery
from courses.gradebook.actions import exempting
from courses.learning.actions import finish_lesson
from courses.marks import actions as marks
from courses.models import CorrectedField, Mark
from courses.moderation import actions as moderation
from courses.moderation import kinds
from courses.paper.actions.transcribing import transcribe
from courses.peers import actions as peers
from courses.practice import actions as practice
from courses.practice.queries import question_now
from courses.practice.rules import Seen
from courses.programs.actions import batches, programs
from courses.programs.actions.shifting import shift_timetable
from courses.programs.queries import timetable
from courses.programs.queries.shifting import Shift
from courses.quizzes import actions as quizzes
from courses.quizzes.rules.answers import Answer
from courses.workspace.actions.correcting import correct_person
from courses.workspace.actions.merging import merge_people
from courses.workspace.actions.moving import move_person
from courses.workspace.queries.people import corrections
from tests.courses.acts.pair_world import CLIENT, PairWorld

type Act = Callable[[], object]


def _shift(world: PairWorld) -> Act:
    batch, asked = world.fresh("batch"), Shift(from_on=timezone.localdate(), days=7)
    shown = timetable.plan(batch, asked, world.coordinator).shown()
    return partial(shift_timetable, batch=batch, by=world.coordinator, shift=asked, shown=shown)


def _note(world: PairWorld) -> Act:
    present = {world.rows[name].pk: "present" for name in ("graduate", "waiting", "learner")}
    return partial(
        ledger.note, session=world.fresh("session"), statuses=present, by=world.coordinator,
        source="roster",
    )  # fmt: skip


def _check_in(world: PairWorld) -> Act:
    sent = checking_in.Sent(
        world.fresh("learner"), world.fresh("running"), UUID(int=CLIENT.int + 5), handset="ponsel"
    )
    return partial(checking_in.check_in, sent)


def _place(world: PairWorld) -> Act:
    group = world.fresh("group")
    return partial(
        groups.place, session=group.session, wanted={world.rows["learner"].pk: group.pk},
        by=world.coordinator,
    )  # fmt: skip


def _note_running(world: PairWorld) -> Act:
    absent = {world.rows[name].pk: "absent" for name in ("waiting", "learner")}
    return partial(
        ledger.note, session=world.fresh("running"), statuses=absent, by=world.coordinator,
        source="roster",
    )  # fmt: skip


def _write_down(world: PairWorld) -> Act:
    """Each row, read otherwise than what is noted at the same moment."""
    page = world.fresh("page")
    says = {row.number: "ill" for row in page.rows.all()}
    return partial(transcribe, page=page, says=says, shown={}, by=world.coordinator)


def _review(world: PairWorld) -> Act:
    return partial(
        reviews.review, submission=world.fresh("handed_in"), by=world.trainer,
        handed_in_at=world.fresh("handed_in").submitted_at, verdict="accepted",
        mark=Decimal(90), scores=[], feedback="Rapi.", client_id=CLIENT,
    )  # fmt: skip


def _keep_draft(world: PairWorld) -> Act:
    return partial(
        drafts.keep_draft, submission=world.fresh("handed_in"), by=world.trainer,
        typed=Typed({"feedback": "Rapi."}, {"feedback": ""}, page=str(CLIENT), edit=1),
    )  # fmt: skip


def _finish(world: PairWorld) -> Act:
    return partial(
        finish_lesson, enrollment=world.fresh("learner"), lesson=world.tree.lessons[1],
        client_id=UUID(int=CLIENT.int + 1),
    )  # fmt: skip


def _hand_in(world: PairWorld) -> Act:
    return partial(
        submissions.hand_in, submission=world.fresh("draft"), note="Cahaya pagi.", is_own=True,
        client_id=UUID(int=CLIENT.int + 2),
    )  # fmt: skip


def _correct_mark(world: PairWorld) -> Act:
    [quiz], waiting = world.tree.quizzes, world.fresh("waiting")
    shown = Mark.objects.get(enrollment=waiting, activity=quiz).value
    return partial(
        marks.correct, enrollment=waiting, activity=quiz, by=world.trainer, mark=Decimal(71),
        reason="Salah ketik.", shown=shown,
    )  # fmt: skip


def _practise(world: PairWorld, place: int = 0) -> Act:
    user, quiz = world.fresh("graduate").user, world.tree.quizzes[0]
    question_id = quiz.quiz_questions.all()[place].question.question_id
    return partial(
        practice.answer, user=user, question_id=question_id, given=None,
        seen=Seen(practice.fingerprint(question_now(question_id)), 0),
        client_id=UUID(int=CLIENT.int + 10 + place),
    )  # fmt: skip


def _ask(world: PairWorld) -> Act:
    return partial(
        posts.ask, enrollment=world.fresh("learner"), activity=world.tree.lessons[0],
        text="Mengapa?", client_id=uuid4(),
    )  # fmt: skip


def _answer(world: PairWorld) -> Act:
    return partial(
        posts.answer_as_staff, question=world.fresh("question"), by=world.trainer, text="Sebab.",
        client_id=uuid4(),
    )  # fmt: skip


def _hide(world: PairWorld) -> Act:
    return partial(
        moderation.hide, kind=kinds.get("post"), thing=world.fresh("said"), by=world.coordinator,
        reason="Kasar.",
    )  # fmt: skip


def _correct_person(world: PairWorld) -> Act:
    learner = world.fresh("learner")
    return partial(
        correct_person, enrollment=learner, by=world.coordinator, reason="Sesuai KTP.",
        changes={CorrectedField.NAME: "Siti Nur'aini"}, shown=corrections.values_of(learner),
    )  # fmt: skip


def _merge(world: PairWorld, kept: str, gone: str) -> Act:
    return partial(
        merge_people, kept=world.fresh(kept).user, gone=world.fresh(gone).user,
        by=world.coordinator, reason="Dua akun.",
    )  # fmt: skip


def _extend(world: PairWorld) -> Act:
    [quiz] = world.tree.quizzes
    return partial(
        extensions.grant, people=[world.fresh("waiting"), world.fresh("learner")],
        by=world.coordinator,
        what=extendables(world.fresh("batch"))[f"activity-{quiz.pk}"], extra_minutes=5,
        reason="Listrik padam.",
    )  # fmt: skip


def _exempt(world: PairWorld) -> Act:
    return partial(
        exempting.exempt, enrollment=world.fresh("waiting"), activity=world.tree.lessons[1],
        by=world.coordinator, reason="Sudah mahir.",
    )  # fmt: skip


# Each reads its rows, as a page does, and returns what is then to be done.
ACTS: dict[str, Callable[[PairWorld], Act]] = {
    "accept": lambda w: partial(
        admission.accept, application=w.fresh("verified"), by=w.coordinator
    ),
    "decline": lambda w: partial(
        admission.decline, application=w.fresh("second"), by=w.coordinator, reason="Penuh."
    ),
    "withdraw application": lambda w: partial(
        admission.withdraw, application=w.fresh("first"), by=w.rows["first"].user
    ),
    "undo": lambda w: partial(admission.undo, application=w.fresh("accepted"), by=w.coordinator),
    "replace": lambda w: partial(replace_no_show, enrollment=w.fresh("no_show"), by=w.coordinator),
    "readmit": lambda w: partial(seats.readmit, enrollment=w.fresh("left"), by=w.coordinator),
    "fail": lambda w: partial(seats.fail, enrollment=w.fresh("waiting"), by=w.coordinator),
    "close": lambda w: partial(seats.close_batch, batch=w.fresh("batch"), by=w.coordinator),
    "note": _note,
    "check in": _check_in,
    "note at the running session": _note_running,
    "write down paper": _write_down,
    "place in a group": _place,
    "call off": lambda w: partial(sessions.call_off, session=w.fresh("session"), by=w.coordinator),
    "set rule": lambda w: partial(
        batches.set_rule, batch=w.fresh("batch"), by=w.coordinator, minimum_mark=Decimal(85)
    ),
    "adopt": lambda w: partial(
        completion.adopt, w.fresh("batch"), w.rows["later"].pk, by=w.coordinator
    ),
    "release": lambda w: partial(
        completion.release, w.fresh("batch"), w.tree.lessons[1].pk, by=w.coordinator
    ),
    "set program": lambda w: partial(
        programs.save, program=w.fresh("program"), by=w.coordinator, target=900
    ),
    "save session": lambda w: partial(
        sessions.save_session, session=w.fresh("session"), by=w.coordinator, title="Cahaya pagi"
    ),
    "shift timetable": _shift,
    "fewer seats": lambda w: partial(
        batches.update, batch=w.fresh("batch"), by=w.coordinator, seats=5
    ),
    "move person": lambda w: partial(
        move_person,
        enrollment=w.fresh("learner"),
        to=w.fresh("following"),
        by=w.coordinator,
        reason="Panen.",
    ),
    "move another": lambda w: partial(
        move_person,
        enrollment=w.fresh("waiting"),
        to=w.fresh("following"),
        by=w.coordinator,
        reason="Panen.",
    ),
    "finish lesson": _finish,
    "save answers": lambda w: partial(
        quizzes.save_answers, attempt=w.fresh("attempt"), answers=[Answer(1, {"text": "x"})]
    ),
    "hand in quiz": lambda w: partial(quizzes.submit_attempt, attempt=w.fresh("attempt")),
    "hand in": _hand_in,
    "take back": lambda w: partial(submissions.take_back, submission=w.fresh("handed_in")),
    "review": _review,
    "keep draft": _keep_draft,
    "take acceptance back": lambda w: partial(
        acceptance.take_back,
        submission=w.fresh("review").submission,
        by=w.coordinator,
        reason="Salin.",
    ),
    "undo review": lambda w: partial(reviews.undo_review, found=w.fresh("review"), by=w.trainer),
    "correct mark": _correct_mark,
    "extend": _extend,
    "exempt": _exempt,
    "correct person": _correct_person,
    "merge": lambda w: _merge(w, "learner", "left"),
    # Refused while the one is asked for and the other has a seat.
    "merge applicant": lambda w: _merge(w, "no_show", "first"),
    "practise": _practise,
    "practise another question": lambda w: _practise(w, place=1),
    "ask": _ask,
    "answer": _answer,
    "mark the answer": lambda w: partial(
        posts.mark, answer=w.fresh("said"), by=w.rows["learner"].user
    ),
    "take back the question": lambda w: partial(
        posts.take_back, post=w.fresh("question"), by=w.rows["learner"].user
    ),
    "hide": _hide,
    "take work down": lambda w: partial(
        gallery.take_down, work=w.fresh("hung"), reason="Nomor HP.", by=w.coordinator
    ),
    "keep work back": lambda w: partial(gallery.keep_back, work=w.fresh("hung")),
    "give feedback": lambda w: partial(
        peers.give,
        feedback=w.fresh("asked"),
        handed_in_at=w.rows["handed_in"].submitted_at,
        levels=[],
        good="Rapi.",
        advice="Lebih dekat.",
        client_id=UUID(int=CLIENT.int + 4),
    ),
    "hand out works": lambda w: partial(
        peers.hand_out, batch_id=w.batch.pk, assignment_id=w.tree.assignments[0].pk
    ),
    "issue": lambda w: partial(issue, w.fresh("graduate"), by=w.coordinator),
}
