"""The commands for people: a whole installation runs, and what is in its way is said clearly."""

import importlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import psycopg
import pytest

from tests.services.addresses import environment

pytestmark = pytest.mark.processes
RUN = [sys.executable, "script/lib/run.py"]
SERVERS = ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "CELERY_BROKER_URL")


def command(*arguments: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in SERVERS and not key.startswith("XDG_")}
    return subprocess.run(
        [*RUN, *arguments], env=kept | {"HOME": str(home)} | more, capture_output=True, text=True, check=False
    )


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program behind script/run, with the modules it is made of."""
    monkeypatch.syspath_prepend("script/lib")
    return importlib.import_module("run")


@pytest.fixture
def empty_database(postgres_url: str) -> Iterator[str]:
    name = f"check_{secrets.token_hex(4)}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type] # made of hexadecimal digits above
        yield f"{postgres_url.rpartition('/')[0]}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type] # as above


def test_news_goes_the_whole_way_on_the_embedded_default(tmp_path: Path) -> None:
    done = command("--check", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The whole way works" in done.stdout


@pytest.mark.services
def test_news_goes_the_whole_way_in_production(empty_database: str, redis_url: str, tmp_path: Path) -> None:
    servers = environment(database=empty_database, redis=redis_url)
    done = command("--check", "--production", home=tmp_path, **servers)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The whole way works" in done.stdout


def test_a_taken_port_is_named_before_anything_is_set_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = command("--port", str(port), home=tmp_path)
    assert done.returncode == 1
    assert f"Port {port} of this machine is taken by another program." in done.stderr
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_a_port_of_the_system_is_not_called_taken(program: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(socket.socket, "bind", refuse)
    assert program.installation.refusal(80) == "is for the system's own programs"


def test_a_password_for_an_installation_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    done = command("--new-password", home=tmp_path)
    assert done.returncode == 1
    assert f"No installation lies in {tmp_path}/.local/share/corridors yet" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_process_that_ends_after_days_is_started_again_whatever_was_before(
    program: ModuleType, tmp_path: Path
) -> None:
    child = program.processes.Child("web", [], program.Installation(tmp_path, 8000))
    now = time.monotonic()
    child.started = [now - 3, now - 2, now - 1, now]
    assert child.keeps_ending()
    child.started = [moment - 86_400 for moment in child.started]
    assert not child.keeps_ending()


def test_style_sheets_go_into_the_data_directory_whatever_the_shell_says(
    program: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATIC_ROOT", "/somebody/elses/static")
    assert "STATIC_ROOT" not in program.Installation(tmp_path, 8000).variables()


def test_a_key_that_was_begun_on_a_full_disk_is_made_anew(program: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    program.Installation(tmp_path, 8000).make_folder()
    assert len((tmp_path / "secret_key").read_text()) > 50


def test_a_program_folder_that_cannot_be_written_is_named(
    program: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(program.environment, "ROOT", tmp_path / "file")
    with pytest.raises(program.say.Failure, match="cannot be written"):
        program.environment.ready(program.environment.RUNTIME)


def test_what_nohup_starts_outlives_its_terminal(tmp_path: Path) -> None:
    told = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); import run; "
        f"run.main(['--stop', '--data', {str(tmp_path)!r}]); print(int(signal.getsignal(signal.SIGHUP)))"
    )
    own = os.environ | {"PYTHONPATH": "script/lib"}
    done = subprocess.run([sys.executable, "-c", told], env=own, capture_output=True, text=True, check=False)
    assert done.stdout.split()[-1] == str(int(signal.SIG_IGN)), done.stderr


def test_stopping_what_does_not_run_is_no_error(tmp_path: Path) -> None:
    done = command("--stop", "--demo", home=tmp_path)
    assert (done.returncode, done.stdout) == (
        0,
        f"Corridors on {tmp_path}/.local/share/corridors-demo is not running.\n",
    )


def test_a_data_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = command("--data", str(tmp_path / "file" / "inside"), home=tmp_path)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_a_python_that_is_too_old_is_said(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\n[ $# -eq 1 ] && echo 'Python 3.8.1' || exit 1\n")
    old.chmod(0o755)
    for tool in ("dirname",):
        (tmp_path / tool).symlink_to(f"/usr/bin/{tool}")
    done = subprocess.run(
        ["/bin/sh", "script/run"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "needs Python 3.11" in done.stderr
    assert "Python 3.8.1" in done.stderr
