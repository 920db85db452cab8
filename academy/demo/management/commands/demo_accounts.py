from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _

from academy.demo.accounts import ACCOUNTS, PARTICIPANT_PIN, PASSWORD
from academy.people.models import User


class Command(BaseCommand):
    requires_system_checks = ()

    help = "Prints the sign-ins of the demo, one for each role."

    def handle(self, **options):
        present = set(User.objects.filter(is_demo=True).values_list("username", flat=True))
        accounts = [account for account in ACCOUNTS if account.username in present]
        if not accounts:
            return
        with translation.override(settings.LANGUAGE_CODE):
            width = max(len(account.username) for account in accounts)
            self.stdout.write(
                _("Sign in with the password %(password)s as:") % {"password": PASSWORD}
            )
            for account in accounts:
                self.stdout.write(
                    f"  {account.username:{width}}  {account.role}  {settings.BASE_URL}{account.place}"
                )
            self.stdout.write(
                _("All other participants: their user name and the PIN %(pin)s.")
                % {"pin": PARTICIPANT_PIN}
            )
