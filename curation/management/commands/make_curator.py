"""Makes the account of a curator, with a random password shown once or one read from standard input."""

import secrets
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from curation.curators import ensure_group


class Command(BaseCommand):
    """Make the group of curators and an account in it."""

    help = "Make a curator's account. Prints a random password once, unless --password-stdin gives one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="Name to log in with.")
        parser.add_argument("--password-stdin", action="store_true", help="Read the password from standard input.")
        parser.add_argument("--reset", action="store_true", help="Give an account that exists a new password.")

    def handle(self, *args: Any, name: str, password_stdin: bool, reset: bool, **options: Any) -> None:
        password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(15)
        with transaction.atomic():
            try:
                get_user_model()(username=name).clean_fields(exclude=["password"])
                user = self._user(name, reset=reset)
                validate_password(password, user)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from None
            user.set_password(password)
            user.save()
            user.groups.add(ensure_group())
        if not password_stdin:
            self.stdout.write(password)

    def _user(self, name: str, *, reset: bool) -> Any:
        model = get_user_model()
        user = model._default_manager.filter(username=name).first()
        if user is not None and not reset:
            raise CommandError(f"{name} has an account already; --reset gives it a new password.")
        user = user or model(username=name)
        user.is_staff = user.is_active = True
        return user
