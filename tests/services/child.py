"""Servers as our own children: found on this machine, started in a throw-away directory, gone when we are gone."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

KEEPER = Path(__file__).resolve().parents[2] / "script" / "lib" / "keeper.py"


class NoServerError(Exception):
    """No such server can be had on this machine; the message says what was looked for."""


@contextmanager
def kept(command: Sequence[str | Path], *, log: Path, stop_signal: str, user: str | None = None) -> Iterator[None]:
    """Run a server until the block ends or this process dies, whichever comes first."""
    keeper: list[str | Path] = [sys.executable, "-S", KEEPER, "--signal", stop_signal]
    if user:
        keeper += ["--user", user]
    with log.open("ab") as output:
        child = subprocess.Popen(
            [*map(str, [*keeper, *command])],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
        )
    assert child.stdin is not None
    try:
        yield
    finally:
        child.stdin.close()
        child.wait(timeout=30)


def wait_until(ready: Callable[[], bool], *, what: str, log: Path, seconds: float = 30) -> None:
    """Wait for a server to answer, or raise with the end of its log."""
    until = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > until:
            tail = log.read_text(errors="replace")[-1500:] if log.exists() else ""
            raise NoServerError(f"{what} did not answer within {seconds:.0f} seconds:\n{tail}")
        time.sleep(0.05)


def on_path(name: str, *directories: str) -> Path | None:
    """A program on PATH, else in one of the directories in which distributions keep it (glob patterns)."""
    found = shutil.which(name)
    if found:
        return Path(found)
    for pattern in directories:
        matches = sorted(Path("/").glob(f"{pattern.lstrip('/')}/{name}"))
        if matches:
            return matches[-1]
    return None


def is_root() -> bool:
    """Whether this process may choose another user."""
    return os.geteuid() == 0
