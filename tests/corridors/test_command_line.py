"""What a person at a terminal is told where a command cannot begin."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings


@pytest.mark.parametrize(
    ("database", "told"),
    [
        ("", "no such table: "),
        ("postgres://nobody@127.0.0.1:1/none", "127.0.0.1"),
    ],
    ids=["empty", "not there"],
)
def test_a_database_that_cannot_be_used_is_said_in_words(tmp_path: Path, database: str, told: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    own = {"CORRIDORS_DATA_DIR": str(tmp_path), **({"DATABASE_URL": database} if database else {})}
    done = subprocess.run(
        [sys.executable, "manage.py", "rederive"],
        cwd=settings.BASE_DIR,
        env=kept | own | {"DJANGO_SETTINGS_MODULE": "corridors.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "The database cannot be used: " in done.stderr
    assert told in done.stderr
    assert "manage.py migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("folder", ["C# and Ж", "what?", "a%20b", "plain"])
def test_the_database_lies_in_the_data_directory_whatever_that_is_called(tmp_path: Path, folder: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    own = {"CORRIDORS_DATA_DIR": str(tmp_path / folder), "DJANGO_SETTINGS_MODULE": "corridors.settings"}
    told = "from django.conf import settings; print(settings.DATABASES['default']['NAME'])"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=settings.BASE_DIR, env=kept | own, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == str(tmp_path / folder / "corridors.sqlite3"), done.stderr
