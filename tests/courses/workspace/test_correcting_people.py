"""A person is set right by who runs the batch: looked at first, with a reason, kept and told."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from academy.core.models import AuditEntry
from academy.notify.models import Notice
from academy.notify.texts import sentence
from academy.people.models import Membership
from certificates.actions.issuing import issue
from courses.acts.reasons import WhyMissing
from courses.models import Enrollment, PersonCorrection
from courses.workspace.actions import correcting
from courses.workspace.queries.people.corrections import values_of
from tests.courses.world import world
from tests.factories.certificates import ProgramDesignFactory, graduate
from tests.factories.courses import ApplicationFactory, EnrollmentFactory
from tests.factories.people import MembershipFactory, PesantrenFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    here = world()
    [seat] = here.seats
    person = seat.user
    person.full_name, person.phone = "Siti Nuraini", "+6281234567890"
    person.birth_on = dt.date(2004, 3, 2)
    person.save()
    seat.pesantren = PesantrenFactory(name="Al-Falah")
    seat.application = ApplicationFactory(
        batch=here.batch, user=person, pesantren=seat.pesantren, state="accepted"
    )
    seat.save()
    MembershipFactory(user=person, pesantren=seat.pesantren, role="santri")
    return here, seat


def posted(seat, **changed):
    """What the page sends: everything as it showed it, and what was changed."""
    shown = {
        "full_name": seat.user.full_name,
        "phone": "0812-3456-7890",
        "birth_on": "2004-03-02",
        "pesantren": str(seat.pesantren_id),
        "reason": "",
    }
    sent = {f"initial-{name}": value for name, value in shown.items()}
    return sent | shown | {"reason": "Ijazah.", "client_id": str(uuid.uuid4())} | changed


def address(seat):
    return reverse("courses:person_correct", args=[seat.public_id])


def stands(seat):
    fresh = Enrollment.objects.select_related("user", "pesantren").get(pk=seat.pk)
    return values_of(fresh)


def test_it_is_looked_at_first_and_corrected_as_it_was_seen(client, at):
    here, seat = at
    right = PesantrenFactory(name="Darul Ulum")
    before = stands(seat)
    client.force_login(here.coordinator)
    sent = posted(
        seat, full_name="Siti Nur'aini", phone="0813 1111 2222", birth_on="2014-03-02",
        pesantren=str(right.pk),
    )  # fmt: skip
    looked = client.post(address(seat), sent)
    assert [(line.before, line.after) for line in looked.context["lines"]] == [
        ("Siti Nuraini", "Siti Nur'aini"),
        ("0812-3456-7890", "0813-1111-2222"),
        ("2 Mar 2004", "2 Mar 2014"),
        (f"Al-Falah, {seat.pesantren.regency}", f"Darul Ulum, {right.regency}"),
    ]
    effects = " ".join(looked.context["effects"])
    for word in ("Darul Ulum", "Al-Falah", "18", "nomor ini"):
        assert word in effects
    assert stands(seat) == before
    seen = looked.context["form"].seen_mark()
    # What is changed after the look is looked at again.
    again = client.post(address(seat), sent | {"full_name": "Sri Nur'aini", "seen": seen})
    assert again.context["is_previewed"]
    assert stands(seat) == before
    done = [client.post(address(seat), sent | {"seen": seen}).status_code for _twice in range(2)]
    assert done == [302, 302]
    assert list(stands(seat).values()) == [
        "Siti Nur'aini", "+6281311112222", dt.date(2014, 3, 2), right,
    ]  # fmt: skip
    [made] = PersonCorrection.objects.all()
    assert made.changes == {
        "full_name": ["Siti Nuraini", "Siti Nur'aini"],
        "phone": ["+6281234567890", "+6281311112222"],
        "birth_on": ["2004-03-02", "2014-03-02"],
        "pesantren": [f"Al-Falah, {seat.pesantren.regency}", f"Darul Ulum, {right.regency}"],
    }
    page = client.get(reverse("courses:person", args=[seat.public_id])).content.decode()
    assert "Ijazah." in page
    assert "Siti Nuraini" in page


def test_the_pesantren_of_seat_application_and_membership_go_together(at):
    here, seat = at
    wrong, right = seat.pesantren, PesantrenFactory()
    old, new = UserFactory(), UserFactory()
    for companion, of in ((old, wrong), (new, right)):
        MembershipFactory(user=companion, pesantren=of, role="companion")
    correct(seat, here.coordinator, pesantren=right)
    seat.application.refresh_from_db()
    assert seat.application.pesantren == right
    memberships = Membership.objects.filter(user=seat.user, ended_on__isnull=True)
    assert [(row.pesantren, row.role) for row in memberships] == [(right, "santri")]
    assert not Enrollment.objects.visible_to(old).exists()
    assert Enrollment.objects.visible_to(new).exists()


def correct(seat, by, reason="Ijazah.", shown=None, **changes):
    return correcting.correct_person(
        enrollment=seat, by=by, changes=changes, shown=shown or stands(seat), reason=reason
    )


def test_the_person_reads_what_and_why_and_the_log_has_no_names(at):
    here, seat = at
    made = correct(seat, here.coordinator, full_name="Sri Wahyuni")
    text = sentence(Notice.objects.get(user=seat.user))
    assert "Nama lengkap" in text
    assert text.endswith("Ijazah.")
    entry = AuditEntry.objects.about(seat).get(verb="person corrected")
    assert entry.data == {"correction": made.pk, "fields": ["full_name"]}


def test_what_cannot_be_corrected_is_refused_in_words(at):
    here, seat = at
    own = EnrollmentFactory(batch=here.batch, user=here.coordinator)
    colleague = EnrollmentFactory(batch=here.batch, user=UserFactory(trainer=True))
    stale = stands(seat) | {"full_name": "Siti"}
    new = {"full_name": "Sri"}
    for refusal, of, by, more in (
        (correcting.NotYours, own, here.coordinator, new),
        (correcting.NotYours, colleague, here.coordinator, new),
        (correcting.NotYours, seat, UserFactory(coordinator=True), new),
        (WhyMissing, seat, here.coordinator, new | {"reason": " "}),
        (correcting.NothingChanged, seat, here.coordinator, {"full_name": "Siti Nuraini"}),
        (correcting.ChangedMeanwhile, seat, here.coordinator, new | {"shown": stale}),
    ):
        with pytest.raises(refusal):
            correct(of, by, **more)
    applicant = ApplicationFactory(batch=here.batch, user=UserFactory(trainer=True))
    with pytest.raises(correcting.NotYours):
        correct_applicant(applicant, here.coordinator, **new)
    assert not PersonCorrection.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonCorrection.objects.create(
            person=seat.user, enrollment=seat, changes={}, reason="",
            corrected_by=here.coordinator, corrected_at=seat.enrolled_at,
        )  # fmt: skip


def test_a_page_opened_before_somebody_else_corrected_undoes_nothing(client, at):
    here, seat = at
    client.force_login(here.coordinator)
    older = posted(seat, full_name="Siti Aminah")
    correct(seat, UserFactory(program_manager=True), full_name="Sri Wahyuni")
    answer = client.post(address(seat), older)
    assert "full_name" in answer.context["form"].errors
    assert stands(seat)["full_name"] == "Sri Wahyuni"


def test_the_look_tells_of_a_double_a_shared_number_and_a_printed_certificate(client, at):
    here, seat = at
    ProgramDesignFactory(program=here.batch.program)
    twin = UserFactory(full_name="Sri Wahyuni", birth_on=seat.user.birth_on, phone="+6281311112222")
    printed = issue(graduate(here.batch), by=here.coordinator, early_reason="Diminta dinas")
    Enrollment.objects.filter(pk=seat.pk).update(application=None)
    client.force_login(here.coordinator)
    holder = printed.enrollment
    looked = client.post(
        address(seat), posted(seat, full_name="Sri Wahyuni", phone="0813 1111 2222")
    )
    effects = " ".join(looked.context["effects"])
    assert "Ada akun lain dengan nama dan tanggal lahir ini" in effects
    assert twin.username not in effects
    assert "Satu" in effects or "1 akun" in effects
    page = client.get(address(holder)).context["form"]
    sent = {name: page[name].value() or "" for name in page.fields}
    sent["pesantren"] = holder.pesantren_id or ""
    sent |= {"full_name": "Sri Wahyuni Baru", "reason": "Ijazah."}
    looked = client.post(address(holder), sent)
    assert printed.number in " ".join(looked.context["effects"])


def correct_applicant(application, by, **changes):
    return correcting.correct_applicant(
        application=application, by=by, changes=changes, shown=values_of(application),
        reason="KTP.",
    )  # fmt: skip


@pytest.mark.parametrize("state", ["submitted", "reserve"])
def test_somebody_without_a_seat_is_set_right_from_the_application(client, at, state):
    here, _seat = at
    application = ApplicationFactory(
        batch=here.batch, state=state, reserve_position=1 if state == "reserve" else None,
        user__full_name="Siti Nuraini", user__phone="+628111111111",
        user__birth_on=dt.date(2004, 3, 2),
    )  # fmt: skip
    client.force_login(here.coordinator)
    page = reverse("courses:application_detail", args=[application.public_id])
    where = reverse("courses:applicant_correct", args=[application.public_id])
    assert where in client.get(page).content.decode()
    form = client.get(where).context["form"]
    # The pesantren is entered where it is decided about the application.
    assert "pesantren" not in form.fields
    shown = {name: form[name].value() or "" for name in form.fields}
    sent = {f"initial-{name}": str(value) for name, value in shown.items()} | shown
    sent |= {"full_name": "Siti Nur'aini", "birth_on": "2010-03-02", "phone": "0813 1111 2222"}
    sent |= {"reason": "KTP.", "client_id": str(uuid.uuid4())}
    looked = client.post(where, sent)
    assert [line.after for line in looked.context["lines"]] == [
        "Siti Nur'aini", "0813-1111-2222", "2 Mar 2010",
    ]  # fmt: skip
    assert "18" in " ".join(looked.context["effects"])
    assert not PersonCorrection.objects.exists()
    seen = looked.context["form"].seen_mark()
    assert [client.post(where, sent | {"seen": seen}).url for _twice in range(2)] == [page] * 2
    application.user.refresh_from_db()
    assert application.user.full_name == "Siti Nur'aini"
    [made] = PersonCorrection.objects.all()
    assert (made.person, made.enrollment, made.reason) == (application.user, None, "KTP.")
    assert Notice.objects.filter(user=application.user).count() == 1
    # The application's history tells that, the page of the correction what and why.
    assert "Data diri dikoreksi" in client.get(page).content.decode()
    told = client.get(where).content.decode()
    assert "KTP." in told
    assert "Siti Nuraini" in told


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_who_asks_here_no_more_is_corrected_by_others(client, at, state):
    """They may have a seat in somebody else's batch, and sign in there by the phone number."""
    here, _seat = at
    application = ApplicationFactory(batch=here.batch, state=state)
    client.force_login(here.coordinator)
    where = reverse("courses:applicant_correct", args=[application.public_id])
    page = reverse("courses:application_detail", args=[application.public_id])
    assert where not in client.get(page).content.decode()
    assert client.get(where).status_code == 403


def test_the_reasons_of_who_runs_another_batch_are_told_to_no_one_here(client, at):
    here, _seat = at
    application = ApplicationFactory(batch=here.batch)
    seat = EnrollmentFactory(user=application.user)
    PersonCorrection.objects.create(
        person=seat.user, enrollment=seat, changes={}, reason="Rahasia keluarga.",
        corrected_by=UserFactory(coordinator=True), corrected_at=timezone.now(),
    )  # fmt: skip
    client.force_login(here.coordinator)
    where = reverse("courses:applicant_correct", args=[application.public_id])
    assert "Rahasia keluarga." not in client.get(where).content.decode()


def test_an_application_of_another_batch_or_ones_own_corrects_nobody(client, at):
    here, _seat = at
    client.force_login(here.coordinator)
    for application in (
        ApplicationFactory(),
        ApplicationFactory(batch=here.batch, state="draft"),
        ApplicationFactory(batch=here.batch, user=here.coordinator),
    ):
        where = reverse("courses:applicant_correct", args=[application.public_id])
        assert client.get(where).status_code == 404
