"""Makes the first curator with a random password, which is shown once and kept nowhere."""

import argparse
import json
import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

# Enough for a password nobody can guess, short enough to type: 80 bits in groups of letters that are not confused.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, LETTERS = 4, 4


class Command(BaseCommand):
    """``manage.py first_curator NAME``: does nothing where somebody may log in already."""

    help = "Make the first curator and show a random password once; does nothing when there is one already."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("name", help="The login name.")
        parser.add_argument("--renew", action="store_true", help="Give the existing curator a new password.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object for a program to read.")

    def handle(self, *args: Any, **options: Any) -> None:
        password = self._password(options["name"], renew=options["renew"])
        if options["json"]:
            self.stdout.write(json.dumps({"name": options["name"], "password": password}))
        elif password:
            self.stdout.write(f"{options['name']} / {password}   (shown this once)")
        else:
            self.stdout.write("Somebody may log in already; nothing was changed.")

    @staticmethod
    def _password(name: str, *, renew: bool) -> str:
        users = get_user_model()
        if renew:
            user = users.objects.filter(username=name).first()
            if user is None:
                raise CommandError(f"There is no curator called {name}.")
        elif users.objects.filter(is_staff=True).exists():
            return ""
        else:
            user = users(username=name, is_staff=True, is_superuser=True)
        password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS))
        user.set_password(password)
        user.save()
        return password
