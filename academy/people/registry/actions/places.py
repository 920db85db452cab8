"""Regencies and districts, from the lists that come with the academy."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from academy.people.models import District, Regency


def load_places(
    *, regencies: Iterable[Mapping[str, str]], districts: Iterable[Mapping[str, str]]
) -> tuple[int, int]:
    """Write the places; known ones (by Kemendagri code) get their new names.

    Rows have `kemendagri_code` and `name`, regencies also `bps_code`. A district belongs
    to the regency whose code begins its own. Returns how many of each there are now.
    """
    with transaction.atomic():
        Regency.objects.bulk_create(
            [Regency(**row) for row in regencies],
            update_conflicts=True,
            unique_fields=["kemendagri_code"],
            update_fields=["bps_code", "name"],
        )
        ids = dict(Regency.objects.values_list("kemendagri_code", "pk"))
        District.objects.bulk_create(
            [District(regency_id=ids[row["kemendagri_code"][:5]], **row) for row in districts],
            update_conflicts=True,
            unique_fields=["kemendagri_code"],
            update_fields=["regency", "name"],
        )
    return Regency.objects.count(), District.objects.count()
