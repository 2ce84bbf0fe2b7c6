"""The processes of an installation: started as children, watched, measured, and stopped together."""

import contextlib
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import environment
import say
from installation import Installation

KEEPER = Path(__file__).resolve().parent / "keeper.py"
SECONDS_TO_START = 60
# A process that dies is started again; one that dies again and again is a fault that somebody has to see.
RESTARTS_IN_A_MINUTE = 3


@dataclass
class Child:
    """One process of the installation, under a keeper that ends it should this program die."""

    name: str
    command: list[str]
    installation: Installation
    process: subprocess.Popen[bytes] | None = None
    started: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it; its words go to its own log file."""
        keeper = [sys.executable, "-S", str(KEEPER), "--grace", "15"]
        with self.installation.log(self.name).open("ab") as log:
            self.process = subprocess.Popen(
                [*keeper, *self.command],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=self.installation.variables(),
                cwd=environment.ROOT,
            )
        self.started.append(time.monotonic())

    def dead(self) -> bool:
        """Whether it has ended."""
        return self.process is None or self.process.poll() is not None

    def keeps_ending(self) -> bool:
        """Whether it was started again too often within a minute."""
        self.started = [moment for moment in self.started if moment > time.monotonic() - 60]
        return len(self.started) > RESTARTS_IN_A_MINUTE

    def ask_to_stop(self) -> None:
        """Close the pipe that keeps it alive."""
        if self.process and self.process.stdin:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.close()

    def tail(self) -> str:
        """The last lines of its log."""
        return "\n".join(self.installation.log(self.name).read_text(errors="replace").splitlines()[-12:])


def web(installation: Installation) -> Child:
    """The pages: gunicorn on loopback."""
    command = [str(environment.VENV / "bin" / "gunicorn"), "corridors.wsgi", "--bind", f"127.0.0.1:{installation.port}"]
    command += ["--worker-class", "gthread", "--workers", "1" if installation.embedded else "2", "--threads", "4"]
    command += ["--graceful-timeout", "10", "--timeout", "60", "--no-control-socket", "--access-logfile", "-"]
    return Child("web", command, installation)


def workers(installation: Installation) -> list[Child]:
    """One process for work and schedule when embedded; a worker and a beat where there is a broker."""
    if installation.embedded:
        return [Child("worker", [str(environment.PYTHON), "manage.py", "worker"], installation)]
    celery = [str(environment.VENV / "bin" / "celery"), "-A", "corridors"]
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"]
    return [Child("worker", worker, installation), Child("beat", [*celery, "beat", "--loglevel", "INFO"], installation)]


def newsroom(installation: Installation) -> Child:
    """The demonstration newsroom: feeds and pages of invented outlets."""
    command = [str(environment.PYTHON), "manage.py", "newsroom", "--port", str(installation.newsroom_port)]
    return Child("newsroom", command, installation)


@contextlib.contextmanager
def started(children: list[Child]) -> Iterator[list[Child]]:
    """Start the children, and stop them all when the block ends, however it ends."""
    for child in children:
        # An earlier run's sign of life must not pass for this one's.
        for sign in (child.installation.directory / "heartbeats").glob("*"):
            sign.unlink(missing_ok=True)
    try:
        for child in children:
            child.start()
        yield children
    finally:
        for child in children:
            child.ask_to_stop()
        for child in children:
            if child.process:
                child.process.wait()


def wait_until_ready(installation: Installation, children: list[Child]) -> None:
    """Wait until the installation says of itself that every part is ready.

    Raises:
        say.Failure: when a process dies or a part is still not ready after a minute, with what was said.
    """
    until = time.monotonic() + SECONDS_TO_START
    answer = "nothing answers yet"
    while True:
        for child in children:
            if child.dead():
                raise say.Failure(f"The {child.name} ended while starting. The end of its log:\n{child.tail()}")
        well, answer = _health(installation)
        if well:
            return
        if time.monotonic() > until:
            tails = "\n".join(f"--- {child.name}\n{child.tail()}" for child in children)
            raise say.Failure(f"Not ready after {SECONDS_TO_START} seconds: {answer}\n{tails}")
        time.sleep(0.2)


def _health(installation: Installation) -> tuple[bool, str]:
    try:
        with urllib.request.urlopen(f"{installation.address}/health/ready", timeout=5):  # noqa: S310 - our own address
            return True, ""
    except urllib.error.HTTPError as error:
        with error:
            text = error.read().decode(errors="replace")
        try:
            parts = json.loads(text)["checks"].values()
        except (ValueError, KeyError):
            return False, text[:500]
        return False, " ".join(part["says"] for part in parts if not part["ok"])
    except OSError as error:
        return False, str(error)


def watch(children: list[Child]) -> None:
    """Start again whatever ends, until interrupted.

    Raises:
        say.Failure: when a process keeps ending.
    """
    while True:
        for child in children:
            if not child.dead():
                continue
            if child.keeps_ending():
                raise say.Failure(f"The {child.name} ends again and again. The end of its log:\n{child.tail()}")
            say.line(
                f"The {child.name} ended unexpectedly and is started again (log: {child.installation.log(child.name)})"
            )
            child.start()
        time.sleep(0.5)


def memory(children: list[Child]) -> int:
    """Memory used by the children and theirs, in MiB (shared pages counted once); 0 where /proc does not tell."""
    mine = {child.process.pid for child in children if child.process}
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    family = set(mine)
    while True:
        grown = family | {pid for pid, parent in parents.items() if parent in family}
        if grown == family:
            break
        family = grown
    total = 0
    for pid in family:
        with contextlib.suppress(OSError):
            for text in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if text.startswith("Pss:"):
                    total += int(text.split()[1])
    return total // 1024
