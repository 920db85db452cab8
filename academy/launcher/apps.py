from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LauncherConfig(AppConfig):
    name = "academy.launcher"
    label = "launcher"
    verbose_name = _("Launcher")
