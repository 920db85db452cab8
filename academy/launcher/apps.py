import gc

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LauncherConfig(AppConfig):
    name = "academy.launcher"
    label = "launcher"
    verbose_name = _("Launcher")

    def ready(self) -> None:
        """Look for garbage from now on, and not among all modules: they stay to the end."""
        gc.freeze()
        gc.enable()
