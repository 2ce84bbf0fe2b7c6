"""The parent's side of reading pages: keeps one child, gives it a time limit, kills and replaces it when it hangs."""

import atexit
import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from news.extract.model import Page, Unreadable
from news.extract.recipe import Recipe

TIME_LIMIT = 20.0
# A child is replaced after so many pages: extractors keep caches that grow.
_PAGES_A_CHILD = 500
# What a program needs to run. Nothing else of the environment: a page that broke its reader open would find the keys.
_ENVIRONMENT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "PYTHONDONTWRITEBYTECODE",
)
_ROOT = Path(__file__).resolve().parents[2]


class Reader:
    """One child process and the lock that gives it one page at a time."""

    def __init__(self, time_limit: float = TIME_LIMIT, command: list[str] | None = None) -> None:
        self._time_limit = time_limit
        self._command = command or [sys.executable, "-m", "news.extract.child"]
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._pages = 0

    def read(
        self,
        body: bytes,
        *,
        content_type: str,
        url: str,
        today: date,
        full: bool,
        recipe: Recipe | None = None,
        fetched: datetime | None = None,
    ) -> Page:
        """Read a page in the child; the arguments are those of ``page.read``.

        Raises:
            Unreadable: there is no text, or the reader had to be stopped.
        """
        request = {
            "content_type": content_type,
            "url": url,
            "today": today.isoformat(),
            "full": full,
            "recipe": asdict(recipe) if recipe else None,
            "fetched": fetched.isoformat() if fetched else "",
        }
        return Page(**self.ask(request, body)["page"])

    def ask(self, request: dict[str, Any], body: bytes, what: str = "page") -> dict[str, Any]:
        """The child's answer to a request.

        Args:
            request: what the child is told of the body.
            body: the bytes.
            what: what the body should be, in a word for people.

        Raises:
            Unreadable: the child says that it is not, or had to be stopped.
        """
        request = {**request, "what": what, "size": len(body)}
        with self._lock:
            line = self._exchange(json.dumps(request).encode() + b"\n" + body, what)
        answer: dict[str, Any] = json.loads(line)
        if "unreadable" in answer:
            raise Unreadable(answer["unreadable"], code=answer.get("code", ""))
        return answer

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None and self._owner == os.getpid():
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _exchange(self, message: bytes, what: str) -> bytes:
        child = self._running()
        try:
            return self._answer(child, message, what)
        except BaseException:
            # Whatever broke it off (a task's time limit, say): the answer still to come is none to the next question.
            self.close()
            raise

    def _answer(self, child: "subprocess.Popen[bytes]", message: bytes, what: str) -> bytes:
        deadline = time.monotonic() + self._time_limit
        # Writing in a thread: a child that hangs would not read, and the pipe holds only 64 kB.
        writer = threading.Thread(target=_write, args=(child, message), daemon=True)
        writer.start()
        line = _read_line(child, deadline)
        if line is None:
            raise Unreadable(f"Reading the {what} took longer than {self._time_limit:g} seconds and was stopped.")
        if not line.endswith(b"\n"):
            raise Unreadable(f"The {what} made its reader break down.")
        writer.join()
        self._pages += 1
        return line

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._owner != os.getpid():
            self._child = None  # a forked worker has its own
        if self._child is not None and (self._pages >= _PAGES_A_CHILD or self._child.poll() is not None):
            self.close()
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and module; the page goes to its input
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_ROOT,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
                | {"PYTHONPATH": str(_ROOT)},
            )
            self._owner, self._pages = os.getpid(), 0
        return self._child


def _write(child: "subprocess.Popen[bytes]", message: bytes) -> None:
    assert child.stdin is not None  # noqa: S101 - tells the type checker that it is a pipe
    # A child that died shows on the reading side, where it is said in words.
    with contextlib.suppress(OSError, ValueError):
        child.stdin.write(message)
        child.stdin.flush()


def _read_line(child: "subprocess.Popen[bytes]", deadline: float) -> bytes | None:
    """One line of the child's; None when the time is over, without its end when the child died."""
    assert child.stdout is not None  # noqa: S101 - as above
    descriptor = child.stdout.fileno()
    line = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while not line.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                return None
            piece = os.read(descriptor, 1 << 20)
            if not piece:
                break
            line += piece
    return bytes(line)


_shared = Reader()
atexit.register(_shared.close)


def shared() -> Reader:
    """The reader of this process."""
    return _shared
