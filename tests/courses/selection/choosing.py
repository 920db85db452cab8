"""Batches with applicants to choose from."""

from tests.factories.courses import ApplicationFactory, BatchFactory
from tests.factories.people import PesantrenFactory, UserFactory


def batch_of(seats=2, **fields):
    """Return a batch in selection, with its coordinator."""
    coordinator = UserFactory(coordinator=True)
    return BatchFactory(selecting=True, seats=seats, coordinators=[coordinator], **fields)


def verified(batch, name, score, **fields):
    """Return a verified application of somebody called `name`."""
    gender = fields.pop("gender", "female")
    return ApplicationFactory(
        batch=batch,
        state="verified",
        score=score,
        user=UserFactory(full_name=name, gender=gender),
        **fields,
    )


def quota(batch, by, value, least=None, most=None):
    return batch.selection_quotas.create(by=by, value=value, least=least, most=most)


def outcomes(proposal):
    """Return who is proposed for what, by name, in the order of merit."""
    rows = proposal.places.order_by("rank")
    return dict(rows.values_list("application__user__full_name", "outcome"))


__all__ = ["PesantrenFactory", "batch_of", "outcomes", "quota", "verified"]
