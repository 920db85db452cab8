"""Addresses and figures that notices and messages about an application carry."""

from django.urls import reverse

from courses.models import Application


def status_path(application: Application) -> str:
    """Return where an applicant sees how the application stands."""
    return reverse("courses:application_status", args=[application.public_id])


def notice_params(application: Application, **more: object) -> dict[str, object]:
    """Return what fills the sentence of a notice about `application`, as it is now."""
    batch = application.batch
    return {"batch": str(batch), "program": batch.program.name, **more}
