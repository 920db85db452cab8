"""Regencies, districts and the pesantren in them."""

from academy.demo.load.base import create, stable_id
from academy.demo.pesantren import districts, pesantren, regencies
from academy.people.models import CoachingStage, District, Pesantren, Regency

STAGES = {"product_papers": CoachingStage.LEGAL_PAPERS}


def load_places() -> list[Pesantren]:
    """Make what is missing of the places; return the demo's pesantren in their order."""
    Regency.objects.bulk_create([Regency(**row) for row in regencies()], ignore_conflicts=True)
    regency = {item.kemendagri_code: item for item in Regency.objects.all()}
    District.objects.bulk_create(
        [District(**row, regency=regency[row["kemendagri_code"][:5]]) for row in districts()],
        ignore_conflicts=True,
    )
    district = {item.kemendagri_code: item for item in District.objects.all()}
    return create(
        Pesantren(
            public_id=stable_id("pesantren", house.number),
            nspp=house.nspp,
            name=house.name,
            regency=regency[house.regency_code],
            district=district[house.district_code],
            kopontren_name=house.kopontren,
            product=house.product,
            stage=STAGES.get(house.stage, house.stage),
        )
        for house in pesantren()
    )
