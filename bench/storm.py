"""An installation's servers and workers as processes that a bench program kills, restarts, and ends with itself."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.services import addresses, postgres, redis

ROOT = Path(__file__).resolve().parents[1]
KEEPER = ROOT / "script" / "lib" / "keeper.py"
CELERY = [str(Path(sys.executable).with_name("celery")), "-A", "corridors"]
#: The workers of docs/production.md, small, and beat.
CLASSES: dict[str, list[str]] = {
    "network": [*CELERY, "worker", "-Q", "network", "-P", "threads", "-c", "8", "-n", "network@%h"],
    "reading": [*CELERY, "worker", "-Q", "pasted,reading", "-c", "2", "-n", "reading@%h"],
    "upkeep": [*CELERY, "worker", "-Q", "upkeep", "-c", "1", "-n", "upkeep@%h"],
    "beat": [*CELERY, "beat"],
}
EMBEDDED = {"worker": [sys.executable, "manage.py", "worker"]}


@dataclass
class Process:
    """One process under a keeper, in a group of its own: it ends when this program does, and can be killed whole."""

    name: str
    command: list[str]
    variables: dict[str, str]
    log: Path
    has_pool: bool = False
    keeper: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it."""
        with self.log.open("ab") as log:
            self.keeper = subprocess.Popen(
                [sys.executable, "-S", str(KEEPER), *self.command],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=self.variables,
                cwd=ROOT,
            )

    def kill(self) -> None:
        """End it with all its children at one stroke, as a machine ends that loses its power."""
        assert self.keeper is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.keeper.pid, signal.SIGKILL)
        self._close()

    def kill_child(self, chance: random.Random) -> bool:
        """End one process of its pool, as the kernel does that runs out of memory; false when there is none."""
        assert self.keeper is not None
        workers = [pid for main in _children(self.keeper.pid) for pid in _children(main)]
        if not workers:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(workers), signal.SIGKILL)
        return True

    def tail(self) -> str:
        """The end of its log."""
        return f"--- {self.name}\n" + "\n".join(self.log.read_text(errors="replace").splitlines()[-25:])

    def stop(self) -> None:
        """Ask it to end and wait; after its grace the keeper kills it."""
        if self.keeper is not None:
            self._close()

    def _close(self) -> None:
        assert self.keeper is not None
        assert self.keeper.stdin is not None
        self.keeper.stdin.close()
        self.keeper.wait()


def _children(parent: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    return []


@dataclass
class Server:
    """A server that can be restarted in place: what starts it, and what ends it."""

    begin: Callable[[ExitStack], object]
    held: ExitStack = field(default_factory=ExitStack)

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.begin(self.held)

    def restart(self, seconds: float) -> None:
        """End it at once, leave it away for some seconds, and start it again."""
        self.held.close()
        time.sleep(seconds)
        self.start()


@dataclass
class Installation:
    """Servers and workers of one throw-away installation."""

    folder: Path
    variables: dict[str, str]
    servers: dict[str, Server] = field(default_factory=dict)
    workers: list[Process] = field(default_factory=list)

    def start_workers(self, running: ExitStack) -> None:
        """Start the workers of production, or the one of an embedded installation; ``running`` ends them."""
        told = os.environ | self.variables
        for name, command in (CLASSES if self.servers else EMBEDDED).items():
            worker = Process(name, command, told, self.folder / f"{name}.log", has_pool=name == "reading")
            self.workers.append(worker)
            running.callback(worker.stop)
            worker.start()


def installation(running: ExitStack, *, kind: str) -> Installation:
    """Prepare a throw-away installation; everything of it is gone when ``running`` closes.

    Args:
        running: what ends it.
        kind: ``postgres`` (with Redis), or ``sqlite`` (with the broker in the worker's memory).

    Raises:
        NoServerError: this machine has no PostgreSQL or no Redis.
    """
    folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="corridors-loss-")))
    told = {"CORRIDORS_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "bench.settings", "LOG_LEVEL": "WARNING"}
    for name in ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "CELERY_BROKER_URL"):
        os.environ.pop(name, None)
    if kind == "sqlite":
        return Installation(folder, told)
    # What was committed must outlive a crash of the server's process; the machine's own is not tried here.
    cluster = running.enter_context(postgres.cluster(synchronous_commit="on", max_connections="100"))
    database = Server(lambda held: held.enter_context(cluster.running(stop_signal="SIGQUIT")))
    broker = Server(lambda held: held.enter_context(redis.running(folder, stop_signal="SIGKILL")))
    for server in (database, broker):
        running.callback(server.held.close)
        server.start()
    told |= addresses.environment(database=cluster.url, redis=f"unix://{folder}/redis.sock")
    return Installation(folder, told, {"database": database, "broker": broker})
