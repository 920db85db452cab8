"""What stands in the record."""

from academy.people.models import Access


def recorded() -> list[tuple]:
    """Return kind, who, about whom and from where, the oldest first."""
    rows = Access.objects.order_by("pk").values_list("kind", "who", "about", "address", "role")
    return list(rows)
