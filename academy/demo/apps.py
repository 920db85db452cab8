from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "academy.demo"
    label = "demo"
    verbose_name = _("Demo")

    def ready(self):
        # Registers the system check; it needs the models, which are there only now.
        import_module("academy.demo.checks")
