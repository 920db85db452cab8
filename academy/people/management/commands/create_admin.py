"""The first program manager of a fresh academy, who gives all other roles."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from academy.core.errors import Refused
from academy.people.accounts.actions.accounts import create_account
from academy.people.accounts.actions.roles import grant_role
from academy.people.entrance.actions import reset_pin
from academy.people.models import Role


class Command(BaseCommand):
    help = "Makes a program manager and prints the user name and a PIN for the first sign-in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", help="full name; asked for if it is not given")

    def handle(self, *, name: str, **options: Any) -> None:
        name = name or input("Full name: ")
        try:
            with transaction.atomic():
                user = create_account(full_name=name)
                grant_role(user=user, role=Role.PROGRAM_MANAGER, by=None)
                pin = reset_pin(user=user, by=None)
        except Refused as refusal:
            raise CommandError(str(refusal.message)) from refusal
        self.stdout.write(f"User name: {user.username}\nPIN:       {pin}")
        self.stdout.write("The first sign-in asks for an own password and a second step.")
