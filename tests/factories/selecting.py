"""Proposals for the selection."""

import factory

from courses.admission.queries.asking import asked_of
from courses.models import Outcome, Proposal, ProposalPlace
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory


class ProposalFactory(factory.django.DjangoModelFactory):
    """A proposal that is worked out; `applications=[…]` are accepted in it, in this order."""

    class Meta:
        model = Proposal
        skip_postgeneration_save = True

    batch = factory.SubFactory(BatchFactory, selecting=True)
    number = factory.Sequence(lambda n: n + 1)
    seed = factory.LazyAttribute(lambda o: str(o.batch.public_id))
    asked = factory.LazyAttribute(lambda o: asked_of(o.batch))
    digest = "0" * 64
    answer = factory.LazyFunction(lambda: {"unmet": [], "unknown": [], "totals": {}})
    made_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def applications(self, create, extracted, **kwargs):
        for rank, application in enumerate(extracted or [], 1):
            ProposalPlace.objects.create(
                proposal=self, application=application, rank=rank, score=application.score,
                proposed=Outcome.ACCEPT, outcome=Outcome.ACCEPT, why={"why": "merit"},
            )  # fmt: skip
