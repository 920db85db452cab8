"""Somebody with two accounts becomes one person: looked at, with a reason, told, once."""

import json
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.core.models import Act, AuditEntry
from academy.notify.models import Notice
from academy.notify.texts import sentence
from academy.people.entrance.actions import reset_pin
from academy.people.entrance.identity import find_user
from academy.people.errors import AccountMerged
from academy.people.holdings import merging as registry
from academy.people.holdings.copies import as_json
from academy.people.models import Access, EmailChange, KeptForm, User
from certificates.actions.issuing import issue
from courses.admission.actions.applying import start_draft
from courses.asking.actions.drafts import forget_old
from courses.asking.actions.pictures import forget_unsent
from courses.models import (
    AnswerDraft,
    Application,
    BatchMove,
    PersonMerge,
    Post,
    PostPicture,
    Reason,
)
from courses.workspace.queries.people.finding import people
from tests.courses.workspace.merging.accounts import address, merge
from tests.factories.certificates import ProgramDesignFactory
from tests.factories.courses import (
    ApplicationFactory,
    AttendanceFactory,
    BatchFactory,
    CompletionFactory,
    MarkFactory,
    SessionFactory,
)
from tests.factories.people import (
    PASSWORD,
    ConsentFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_every_relation_to_a_person_has_its_fate():
    known = {
        f"{relation.related_model._meta.label_lower}.{relation.field.name}"
        for relation in User._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.many_to_many
    }
    assert registry.names() == known


def test_everything_of_both_belongs_to_one_person_and_nothing_is_lost(at):
    ProgramDesignFactory(program=at.batch.program)
    session = SessionFactory(batch=at.batch, held=True)
    attended = AttendanceFactory(session=session, enrollment=at.seat)
    done = CompletionFactory(enrollment=at.seat, activity=at.tree.lessons[0])
    mark = MarkFactory(enrollment=at.seat, activity=at.tree.quizzes[0])
    certificate = issue(at.seat, by=at.coordinator, kind="attendance", early_reason="Diminta dinas")
    declined = ApplicationFactory(batch=at.other, user=at.gone, state="declined")
    rows = {
        "consent": ConsentFactory(user=at.gone),
        "membership": MembershipFactory(user=at.gone),
        "notice": Notice.objects.create(user=at.gone, kind="message", key="k"),
        "reason": Reason.objects.create(person=at.gone, text="Dokumen belum lengkap"),
        "act": Act.objects.create(person=at.gone, client_id=uuid.uuid4(), kind="x", content="y"),
        "form": KeptForm.objects.create(user=at.gone, path="/akun/"),
        "move": BatchMove.objects.create(
            person=at.gone, enrollment=at.seat, from_batch=at.other, to_batch=at.batch,
            reason="Panen", moved_by=at.coordinator, moved_at=timezone.now(),
            enrolled_before=timezone.now(),
        ),
    }  # fmt: skip
    made = merge(at)
    for row in (*rows.values(), at.seat, declined):
        row.refresh_from_db()
        assert getattr(row, "user", None) == at.kept or row.person == at.kept
    for row in (attended, done, mark, certificate, at.submissions[0]):
        row.refresh_from_db()
        assert row.enrollment.user == at.kept
    assert at.seat.pk in made.rows["courses.enrollment.user"]
    copy = json.loads(as_json(at.kept))
    assert [row["username"] for row in copy["profile"]] == [at.kept.username, at.gone.username]
    assert [row["number"] for row in copy["certificates"]] == [certificate.number]
    assert copy["merged_accounts"][0]["account__username"] == at.gone.username


def test_the_closed_account_opens_nothing_and_leads_to_the_one_that_stays(client, at):
    EmailChange.objects.create(user=at.gone, new="baru@mail.example")
    client.force_login(at.gone)
    entry = AuditEntry.objects.create(
        actor=at.gone, verb="handed_in", object_type="courses.submission", object_id=1
    )
    Access.objects.create(kind="signed_in", who=at.gone, about=at.gone)
    merge(at)
    assert client.get(reverse("courses:learn_home")).status_code == 302
    gone, kept = (User.objects.get(pk=one.pk) for one in (at.gone, at.kept))
    assert (gone.is_active, gone.merged_into, gone.phone, gone.email) == (False, kept, "", None)
    assert not gone.check_password(PASSWORD)
    # The phone was missing; an e-mail, with which one comes in by Google, is its owner's to add.
    assert (kept.phone, kept.email) == ("+6281234567890", None)
    assert kept.merges.get().left == {"email": "lastri@mail.example"}
    assert find_user(gone.username) == kept
    assert not EmailChange.objects.exists()
    # The record is not rewritten, and is in the copy of the person's data.
    entry.refresh_from_db()
    assert entry.actor == gone
    assert [row["kind"] for row in json.loads(as_json(kept))["accesses"]] == ["signed_in"]
    assert [row.user for row in people(at.coordinator, gone.username)] == [kept, kept]
    with pytest.raises(AccountMerged):
        reset_pin(user=gone, by=at.coordinator)
    with pytest.raises(AccountMerged):
        start_draft(batch=at.other, user=gone, happened_at=None)
    # Merged on, the first user name leads to the last account.
    third = UserFactory()
    ApplicationFactory(batch=BatchFactory(coordinators=[at.coordinator]), user=third)
    merge(at, kept=third, gone=kept)
    assert find_user(gone.username) == third


def test_it_is_looked_at_first_asks_for_the_user_name_and_happens_once(client, at):
    client.force_login(at.coordinator)
    found = client.get(
        reverse("courses:merge_find", args=[at.kept.public_id]), {"q": at.gone.username}
    )
    assert found.context["found"] == [at.gone]
    assert client.get(address(at)).context["form"]["stays"].initial == str(at.gone.public_id)
    sent = {
        "stays": str(at.kept.public_id), "reason": "Mendaftar dua kali", "ending": "",
        "client_id": str(uuid.uuid4()),
    }  # fmt: skip
    looked = client.post(address(at), sent)
    assert looked.context["is_previewed"]
    assert "tidak dapat dibatalkan" in looked.content.decode()
    sent["seen"] = looked.context["form"].seen_mark()
    assert "ending" in client.post(address(at), sent).context["form"].errors
    assert not PersonMerge.objects.exists()

    sent["ending"] = at.gone.username.upper()
    page = reverse("courses:person", args=[at.seat.public_id])
    other_tab = sent | {"client_id": str(uuid.uuid4())}
    for posted in (sent, sent, other_tab):
        answer = client.post(address(at), posted)
        assert (answer.status_code, answer.url) == (302, page)
    [made] = PersonMerge.objects.all()
    [notice] = Notice.objects.filter(user=at.kept, kind="person_merged")
    assert at.gone.username in sentence(notice)
    assert sentence(notice).endswith("Mendaftar dua kali")
    entry = AuditEntry.objects.about(made).get()
    assert entry.data == {"kept": at.kept.pk, "gone": at.gone.pk}
    shown = client.get(page).content.decode()
    assert at.gone.username in shown
    assert "Mendaftar dua kali" in shown


def test_a_draft_beside_a_seat_is_withdrawn(at):
    draft = ApplicationFactory(
        batch=BatchFactory(program=at.batch.program), user=at.kept, state="draft"
    )
    only = ApplicationFactory(batch=BatchFactory(), user=at.gone, state="draft")
    merge(at)
    states = dict(Application.objects.filter(user=at.kept).values_list("pk", "state"))
    assert states == {draft.pk: "withdrawn", only.pk: "draft", at.asked.pk: "submitted"}


def test_a_begun_answer_goes_along_with_its_photo_and_is_in_the_copy_of_ones_data(at):
    def begun(user, question, text):
        draft = AnswerDraft.objects.create(
            post=question, author=user, text=text, saved_at=timezone.now()
        )
        picture = PostPicture.objects.create(
            owner=user, draft=draft, filename="a.jpg", size=1, sha256=text,
            received_at=timezone.now(),
        )  # fmt: skip
        return draft, picture

    questions = [
        Post.objects.create(
            batch=at.batch, activity=at.tree.lessons[0], course=at.tree.course, author=at.trainer,
            text="Mengapa?", posted_at=timezone.now(),
        )
        for _number in range(2)
    ]  # fmt: skip
    both, own = begun(at.kept, questions[0], "Milik sendiri")
    other, _stays = begun(at.gone, questions[0], "Yang lain")
    alone, along = begun(at.gone, questions[1], "Ikut serta")
    merge(at)
    assert set(AnswerDraft.objects.filter(author=at.kept)) == {both, alone}
    assert [list(draft.pictures.all()) for draft in (both, alone)] == [[own], [along]]
    texts = [row["text"] for row in json.loads(as_json(at.kept))["answer_drafts"]]
    assert sorted(texts) == ["Ikut serta", "Milik sendiri", "Yang lain"]
    # What is of nobody any more is not kept for ever.
    AnswerDraft.objects.filter(pk=other.pk).update(saved_at=timezone.now() - timedelta(days=92))
    PostPicture.objects.update(received_at=timezone.now() - timedelta(days=92))
    assert (forget_old(), forget_unsent()) == (1, 1)
