"""One installation on this machine: its folder, its environment, and the steps that make it ready to serve."""

import fcntl
import hashlib
import json
import os
import secrets
import shlex
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import environment
import say

CURATOR = "curator"
# Of passwords: none that are taken for one another; four groups of four are 79 bits.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# An installation takes nothing over from the shell that names another one's servers or kind.
OWN = (
    *("DATABASE_URL", "REDIS_URL", "CACHE_URL", "CELERY_BROKER_URL"),
    *("SECRET_KEY", "DEBUG", "DJANGO_SETTINGS_MODULE", "STATIC_ROOT"),
)


@dataclass(frozen=True)
class Step:
    """A step of preparation: done again only when one of the files it depends on has changed."""

    title: str
    command: tuple[str, ...]
    depends_on: tuple[str, ...]


STEPS = (
    # Migrating also gives curators the rights of this version, which change without a new table.
    Step("Database", ("migrate", "--no-input"), ("*/migrations/*.py", "curation/curators.py")),
    Step("Mark of the database", ("mark_database",), ()),
    Step("Facts from seeds/", ("load_seeds",), ("seeds/**/*", "*/migrations/*.py", "exchange/**/*.py")),
    Step("Feeds from seeds/, all switched off", ("load_feeds",), ("seeds/feeds.yaml",)),
    Step("Style sheets and pictures", ("collectstatic", "--no-input", "--verbosity", "0"), ("static/**/*", "*.txt")),
)


@dataclass(frozen=True)
class Installation:
    """Where an installation lies and how it is reached.

    Attributes:
        directory: holds everything of its own: database, secret key, logs, static files.
        port: the loopback port of its pages.
        newsroom_port: the port of the demonstration newsroom; None where real facts are shown.
        servers: environment variables that name PostgreSQL and Redis; empty for the embedded default.
    """

    directory: Path
    port: int
    newsroom_port: int | None = None
    servers: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """The address of its pages, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def newsroom(self) -> str:
        """The address of its newsroom, without a slash at the end."""
        return f"http://127.0.0.1:{self.newsroom_port}"

    @property
    def embedded(self) -> bool:
        """Whether it runs without servers of its own: SQLite, and the broker inside the worker."""
        return not self.servers

    def variables(self) -> dict[str, str]:
        """The environment of each of its processes."""
        told = {key: value for key, value in os.environ.items() if key not in OWN and not key.startswith("CORRIDORS_")}
        told |= {
            "CORRIDORS_DATA_DIR": str(self.directory),
            "CORRIDORS_SITE_URL": self.address,
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "PYTHONUNBUFFERED": "1",
        }
        if self.newsroom_port is not None:
            told["CORRIDORS_DEMONSTRATION"] = "1"
            # Its own newsroom need not be spared as a stranger's server is.
            told["CORRIDORS_HOST_SPACING"] = "0.1"
            told["CORRIDORS_OUTBOUND_LOOPBACK"] = f"127.0.0.1:{self.newsroom_port}"
        return told | dict(self.servers)

    def log(self, name: str) -> Path:
        """The log file of one of its processes."""
        return self.directory / "log" / f"{name}.log"

    def manage(self, *arguments: str, told: str = "") -> str:
        """Run a management command, tell it something on its standard input, and give what it printed.

        Raises:
            say.Failure: with the end of what it said.
        """
        command = [environment.PYTHON, environment.ROOT / "manage.py", *arguments]
        done = subprocess.run(
            command,
            env=self.variables(),
            cwd=environment.ROOT,
            input=told,
            capture_output=True,
            text=True,
            check=False,
        )
        with self.log("setup").open("a") as log:
            log.write(f"$ manage.py {' '.join(arguments)}\n{done.stdout}{done.stderr}\n")
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip())[-1500:]
            raise say.Failure(f"manage.py {' '.join(arguments)} failed:\n{said}\nAll of it: {self.log('setup')}")
        return done.stdout

    def prepare(self) -> None:
        """Make folder and key, and do the steps whose input has changed since they were last done."""
        done_before = self._prepared()
        for step in STEPS:
            wanted = _fingerprint(step.depends_on)
            if done_before.get(step.title) == wanted:
                continue
            with say.step(step.title):
                self.manage(*step.command)
            done_before[step.title] = wanted
            self._record(done_before)

    def make_folder(self) -> None:
        """Make the folder and the secret key, readable by their owner only."""
        try:
            (self.directory / "log").mkdir(parents=True, exist_ok=True)
            self.directory.chmod(0o700)
            key = self.directory / "secret_key"
            # One that is empty was begun when the disk was full.
            if not key.exists() or not key.stat().st_size:
                key.touch(mode=0o600)
                key.write_text(secrets.token_urlsafe(50))
        except OSError as error:
            raise say.Failure(f"The data directory {self.directory} cannot be written: {error.strerror}.") from error

    def curator(self, *, renew: bool = False) -> str:
        """Make the first curator and give the password; empty when one was made before (unless renewed)."""
        done_before = self._prepared()
        if renew and not done_before:
            raise say.Failure(
                f"No installation lies in {self.directory} yet; script/run without --new-password makes one."
            )
        if CURATOR in done_before and not renew:
            return ""
        password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
        self.manage("make_curator", CURATOR, "--password-stdin", "--reset", told=f"{password}\n")
        self._record(done_before | {CURATOR: "made"})
        return password

    def _record(self, done: dict[str, str]) -> None:
        (self.directory / "prepared.json").write_text(json.dumps(done, indent=1))

    def _prepared(self) -> dict[str, str]:
        record = self.directory / "prepared.json"
        database = self.directory / "corridors.sqlite3"
        if not record.exists() or (self.embedded and not database.exists()):
            return {}
        try:
            return dict(json.loads(record.read_text()))
        except ValueError:
            return {}

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep a second run out of the folder, and leave word for ``--stop`` of who runs it."""
        with (self.directory / "running.lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                place = shlex.quote(str(self.directory))
                raise say.Failure(
                    f"Corridors is already running on {self.directory}, at {running(self.directory)['address']}\n"
                    f"Stop it with Ctrl-C where it runs, or with: script/run --stop --data {place}"
                ) from None
            word = self.directory / "running.json"
            word.write_text(json.dumps({"pid": os.getpid(), "address": self.address}))
            try:
                yield
            finally:
                word.unlink(missing_ok=True)


def running(directory: Path) -> dict[str, object]:
    """What the run that holds a folder said about itself; empty words when it is just starting."""
    try:
        return dict(json.loads((directory / "running.json").read_text()))
    except (OSError, ValueError):
        return {"pid": 0, "address": "an address not known yet"}


def stop(directory: Path, seconds: float = 30) -> bool:
    """Stop the run that holds a folder and wait for its end; return False when none does."""
    try:
        lock = (directory / "running.lock").open("a+")
    except OSError:
        return False
    with lock:
        until = time.monotonic() + seconds
        asked = False
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pid = int(str(running(directory)["pid"]))
                if pid and not asked:
                    os.kill(pid, 15)
                    asked = True
            else:
                return asked
            if time.monotonic() > until:
                raise say.Failure(f"It did not stop within {seconds:.0f} seconds (process {pid}).")
            time.sleep(0.1)


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refusal(port: int) -> str:
    """Why the pages cannot be served at a loopback port, in words; empty when they can."""
    with socket.socket() as probe:
        # As the web server will: a port just left by an earlier run is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            return "is for the system's own programs"
        except OSError:
            return "is taken by another program"
    return ""


def _fingerprint(patterns: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for pattern in patterns:
        for file in sorted(environment.ROOT.glob(pattern)):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(environment.ROOT)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()
