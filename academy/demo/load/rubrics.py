"""Rubrics of assignments and of the library, with their levels and samples."""

from typing import Any

from academy.demo.load import sources
from academy.demo.load.images import Pictures
from academy.demo.load.sourced import digest_of, known, note
from cms.models import CoursePage, Rubric, RubricPart, RubricPartLevel
from cms.models.pages.rubric import Criterion, Level


def criteria[C: Criterion, L: Level](
    rows: list[dict], pictures: Pictures | None, criterion_of: type[C], level_of: type[L]
) -> list[C]:
    """The criteria of a rubric, with their levels and samples."""
    found = []
    for at, row in enumerate(rows):
        criterion = criterion_of(
            sort_order=at,
            title=row["title"],
            description=" ".join(row["description"].split()),
            points=row["points"],
        )
        criterion.levels = [
            level_of(
                sort_order=number,
                title=level["title"],
                words=level["words"],
                points=level["points"],
                sample=pictures.image(level["sample"]) if pictures and "sample" in level else None,
                sample_alt=level.get("sample_alt", ""),
                sample_note=level.get("sample_note", ""),
            )
            for number, level in enumerate(row.get("levels", ()))
        ]
        found.append(criterion)
    return found


def load_rubrics() -> None:
    """Put the rubrics of `rubrics.yaml` into the library, once."""
    rows: Any = sources.read(sources.COURSES / "rubrics.yaml").data
    for row in rows:
        key = f"rubrics/{row['key']}"
        noted, _there = known(key, Rubric)
        if noted is not None:
            continue
        course = CoursePage.objects.filter(slug=row.get("course", "")).first()
        folder = sources.COURSES / row.get("course", "") / "images"
        rubric = Rubric(name=row["name"], course=course)
        pictures = Pictures(folder, course.collection) if course else None
        rubric.criteria = criteria(row["criteria"], pictures, RubricPart, RubricPartLevel)
        rubric.save()
        note(key, rubric, digest_of(repr(row)))
