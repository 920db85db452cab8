from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "academy.core"
    label = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        import_module("academy.core.lookups")
        # What each app puts into the registries of those below it: menus, notices, doors.
        autodiscover_modules("registrations")
