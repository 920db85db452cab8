"""What reports put into the menus of the house."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academy.people.models import User
from academy.web.shell import menus, parts
from academy.web.shell.menus import Entry


def _figures(user: User) -> dict[str, object] | None:
    if user.is_program_manager:
        return {"address": reverse("reports:programs"), "label": _("The way to the target")}
    if user.is_partner:
        address = reverse("reports:partner_programs")
        return {"address": address, "label": _("Figures of your programs")}
    return None


menus.WORKSPACE.add(
    Entry(
        _("The way to the target"),
        "reports:programs",
        "chart",
        60,
        shown_to=lambda user: user.is_coordinator or user.is_program_manager,
    ),
    Entry(
        _("Figures"),
        "reports:partner_programs",
        "chart",
        90,
        shown_to=lambda user: user.is_partner,
    ),
)
parts.add("work_start", "reports/_start.html", _figures)
