"""Curators' accounts: made by one command, with the group's permissions and no more."""

import importlib
import inspect
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client

from curation import curators
from curation.curators import GROUP, MAY

pytestmark = pytest.mark.django_db


def made(name: str = "ann", **options: bool) -> str:
    out = StringIO()
    call_command("make_curator", name, stdout=out, **options)
    return out.getvalue().strip()


def test_the_password_shown_once_opens_the_door(client: Client) -> None:
    password = made()
    assert len(password) >= 20
    response = client.post("/admin/login/?next=/admin/", {"username": "ann", "password": password})
    assert response["Location"] == "/admin/"
    assert client.get("/admin/projects/suggestion/").status_code == 200
    user = get_user_model().objects.get()
    assert not user.is_superuser
    assert [group.name for group in user.groups.all()] == [GROUP]


def test_a_password_from_standard_input_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("a long and unlikely phrase\n"))
    assert made(password_stdin=True) == ""
    assert get_user_model().objects.get().check_password("a long and unlikely phrase")


@pytest.mark.parametrize("password", ["", "short", "password12345", "123456789012345"])
def test_a_weak_password_is_refused(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(password))
    with pytest.raises(CommandError):
        made(password_stdin=True)
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("name", ["", "a b", "x" * 200, "nul\x00"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(CommandError):
        made(name)
    assert not get_user_model().objects.exists()


def test_a_name_is_taken_once_unless_reset() -> None:
    first = made()
    with pytest.raises(CommandError, match="has an account already"):
        made()
    second = made(reset=True)
    user = get_user_model().objects.get()
    assert user.check_password(second)
    assert not user.check_password(first)


def test_the_group_deletes_nothing_and_makes_no_accounts() -> None:
    made()
    codes = set(Group.objects.get().permissions.values_list("codename", flat=True))
    assert {f"{act}_{table}" for table, acts in MAY["projects"].items() for act in acts} <= codes
    assert not {code for code in codes if code.startswith("delete_") or "user" in code or "group" in code}


def test_an_upgrade_gives_curators_the_rights_of_its_tables() -> None:
    made()
    group = Group.objects.get(name=GROUP)
    wanted = set(group.permissions.all())
    group.permissions.remove(*group.permissions.filter(content_type__model="recipe"))
    call_command("migrate", verbosity=0)
    assert set(group.permissions.all()) == wanted


def test_an_upgrade_where_nobody_curates_makes_no_group() -> None:
    call_command("migrate", verbosity=0)
    assert not Group.objects.exists()


def test_a_run_on_an_old_installation_gives_new_rights_without_a_new_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(settings.BASE_DIR / "script" / "lib"))
    installation = importlib.import_module("installation")
    (migrating,) = [step for step in installation.STEPS if "migrate" in step.command]
    of_rights = Path(inspect.getfile(curators)).relative_to(settings.BASE_DIR)
    assert any(of_rights.match(pattern) for pattern in migrating.depends_on)
