"""A number that is too large for any key finds nothing, in whatever way keys are asked for.

Django sees to it where a column of numbers is compared with one number; with several, or
through a relation (the key of each page), the database answers with an error.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import IntegerField
from django.db.models.fields.related import ForeignObject
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In


def _fits(lookup: Any, connection: Any) -> Callable[[object], bool]:
    """Return what says of a value whether the column that `lookup` asks can hold it."""
    field = lookup.lhs.output_field
    while field.remote_field is not None:
        field = field.target_field
    if not isinstance(field, IntegerField):
        return lambda _value: True
    least, most = connection.ops.integer_field_range(field.get_internal_type())

    def fits(value: object) -> bool:
        if not isinstance(value, int):
            return True
        return (least is None or value >= least) and (most is None or value <= most)

    return fits


class _ManyThatFit:
    """Leaves out what no row can have."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        lookup: Any = self
        if lookup.rhs_is_direct_value():
            lookup.rhs = list(filter(_fits(lookup, connection), lookup.rhs))
        # The lookup that stands beside it in each class has it.
        return super().process_rhs(compiler, connection)  # type: ignore[misc]  # of the lookup beside it


@IntegerField.register_lookup
class FittingIn(_ManyThatFit, In):
    """Several numbers."""


@ForeignObject.register_lookup
class FittingRelatedIn(_ManyThatFit, RelatedIn):
    """Several keys of a relation."""


@ForeignObject.register_lookup
class FittingRelatedExact(RelatedExact):
    """One key of a relation."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        lookup: Any = self
        if lookup.rhs_is_direct_value() and not _fits(lookup, connection)(lookup.rhs):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)
