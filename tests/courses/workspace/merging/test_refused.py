"""Who may not be merged, and what is asked of many and at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from academy.core.errors import Refused
from academy.people.errors import AccountMerged
from academy.people.models import Consent
from courses.acts.reasons import WhyMissing
from courses.enrollment.actions import enrollments
from courses.models import (
    Enrollment,
    PersonMerge,
)
from courses.workspace.actions import merging
from tests.courses.workspace.merging.accounts import merge, two_accounts
from tests.factories.courses import (
    ApplicationFactory,
    BatchFactory,
    EnrollmentFactory,
    days,
)
from tests.factories.people import (
    ConsentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_what_both_have_is_said_with_what_to_do_first(at):
    program = at.batch.program

    def refused(word, **more):
        with pytest.raises(merging.Clash) as why:
            merge(at, **more)
        assert word in str(why.value.message)

    asks = ApplicationFactory(batch=BatchFactory(program=program), user=at.kept)
    at.coordinator.coordinated_batches.add(asks.batch)
    refused(str(asks.batch))
    asks.state = "declined"
    asks.save()
    twin = EnrollmentFactory(batch=asks.batch, user=at.kept)
    refused(str(asks.batch))
    twin.state = "withdrawn"
    twin.save()
    same = EnrollmentFactory(batch=at.batch, user=at.kept, state="withdrawn")
    refused(at.gone.username)
    consent = ConsentFactory(user=at.kept, given_at=timezone.now())
    ConsentFactory(
        user=at.gone, given_at=consent.given_at, withdrawn_at=timezone.now()
    )  # fmt: skip
    Consent.objects.filter(pk=consent.pk).update(given_at=timezone.now() - days(1))
    refused("ersetujuan", kept=at.gone, gone=at.kept)
    Consent.objects.all().delete()
    # The other way round it goes: what was left stays behind, as history, and is not taken up.
    merge(at, kept=at.gone, gone=at.kept)
    same.refresh_from_db()
    assert (same.user, same.state) == (at.kept, "withdrawn")
    with pytest.raises(AccountMerged):
        enrollments.readmit(enrollment=same, by=at.coordinator)
    assert Enrollment.objects.get(pk=twin.pk).user == at.gone


def test_who_may_not_be_merged_is_refused(client, at):
    worker = UserFactory(companion=True)
    EnrollmentFactory(batch=at.batch, user=worker)
    own = EnrollmentFactory(batch=at.batch, user=at.coordinator).user
    abroad = EnrollmentFactory(batch=at.batch).user
    EnrollmentFactory(user=abroad)
    erased = EnrollmentFactory(batch=at.batch, user__erased_at=timezone.now()).user
    for refusal, given in (
        (WhyMissing, {"reason": " "}),
        (merging.OneAccount, {"gone": at.kept}),
        (merging.NotMergeable, {"gone": worker}),
        (merging.NotMergeable, {"kept": worker}),
        (merging.NotMergeable, {"gone": own}),
        (merging.NotMergeable, {"gone": abroad}),
        (merging.NotMergeable, {"by": UserFactory(coordinator=True)}),
        (Refused, {"gone": erased}),
    ):
        with pytest.raises(refusal):
            merge(at, **given)
    assert not PersonMerge.objects.exists()
    client.force_login(at.coordinator)
    answers = [
        client.get(reverse("courses:merge", args=[at.kept.public_id, other.public_id])).status_code
        for other in (worker, own, abroad, erased, UserFactory(), at.kept)
    ]
    assert answers == [403, 404, 403, 404, 404, 404]
    merge(at, gone=abroad, by=UserFactory(program_manager=True))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_accounts_costs_the_same_however_long(
    client, at, count, django_assert_num_queries
):
    for _number in range(count):
        EnrollmentFactory(batch=at.batch, user__full_name="Sulastri")
    client.force_login(at.coordinator)
    url = reverse("courses:merge_find", args=[at.kept.public_id])
    client.get(url)
    with django_assert_num_queries(15):
        assert len(client.get(url).context["found"]) == count


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
@pytest.mark.django_db(transaction=True)
def test_two_who_merge_at_once_each_way_make_one_merge():
    at = two_accounts()

    def go(kept, gone):
        try:
            merge(at, kept=kept, gone=gone)
        except Refused as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()
        return "merged"

    with ThreadPoolExecutor(max_workers=3) as pool:
        ways = [(at.kept, at.gone), (at.gone, at.kept), (at.kept, at.gone)]
        answers = sorted(pool.map(lambda way: go(*way), ways))
    assert answers.count("merged") == 1
    assert set(answers) <= {"merged", "AccountMerged", "SeatMoved"}
    assert PersonMerge.objects.count() == 1
