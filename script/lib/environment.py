"""The project's own virtual environment: made when missing, brought up to the lock files when they changed."""

import fcntl
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import say

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"
# The second holds all that the first does.
FULFILS = {RUNTIME: (RUNTIME,), DEVELOPMENT: (RUNTIME, DEVELOPMENT)}


def ready(lock: str) -> Path:
    """Make sure that everything a lock file names is installed, and give the environment's Python.

    Raises:
        say.Failure: when Python lacks the module venv, or a package cannot be had.
    """
    with _alone():
        if not _works():
            _create()
        if _stamp(lock).is_file() and _stamp(lock).read_text() == _wanted(lock):
            return PYTHON
        _install(lock)
        for fulfilled in FULFILS[lock]:
            _stamp(fulfilled).write_text(_wanted(fulfilled))
    return PYTHON


@contextmanager
def _alone() -> Iterator[None]:
    """Two commands started together must not install into one folder at once."""
    place = ROOT / "var"
    try:
        place.mkdir(exist_ok=True)
        lock = (place / "setup.lock").open("w")
    except OSError as error:
        raise say.Failure(f"The folder {place}, beside the program, cannot be written: {error.strerror}.") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _works() -> bool:
    """Whether the environment exists and its Python still runs (it does not after its base was removed)."""
    if not PYTHON.exists():
        return False
    probe = [PYTHON, "-c", "import sys; print(*sys.version_info[:2])"]
    done = subprocess.run(probe, capture_output=True, text=True, check=False)
    return done.returncode == 0 and (VENV / "bin" / "pip").exists()


def _create() -> None:
    with say.step("Making the virtual environment .venv"):
        shutil.rmtree(VENV, ignore_errors=True)
        done = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            raise say.Failure(
                f"{sys.executable} could not make a virtual environment: its module venv or ensurepip is missing.\n"
                "Debian, Ubuntu: apt install python3-venv. What it said:\n"
                f"{(done.stdout + done.stderr).strip()[-800:]}"
            )


def _install(lock: str) -> None:
    total = len(re.findall(r"^[A-Za-z0-9]", (ROOT / lock).read_text(), flags=re.MULTILINE))
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-deps"]
    command += ["--require-hashes", "-r", str(ROOT / lock)]
    say.line(f"  Installing {total} packages named in {lock}: the first time this takes a minute or two")
    with say.step("Installing packages") as notes:
        tail: list[str] = []
        seen = 0
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
            assert pip.stdout is not None
            for text in pip.stdout:
                tail = [*tail[-30:], text]
                seen += text.startswith(("Collecting", "Requirement already"))
                if text.startswith("Collecting") and seen % 20 == 0:
                    say.line(f"    {seen} of {total} ...")
        if pip.returncode:
            raise say.Failure(f"pip could not install what {lock} names:\n{''.join(tail)}")
        notes.append(f"{total} present")


def _stamp(lock: str) -> Path:
    return VENV / f".installed-{Path(lock).stem}"


def _wanted(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
