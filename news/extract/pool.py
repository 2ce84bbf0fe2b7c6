"""Readers for threads that read at the same time."""

from collections.abc import Callable
from queue import LifoQueue
from typing import Any

from news.extract.process import Reader


class Pool:
    """Some readers, of which each thread takes an idle one, or waits for one.

    The one used last is taken first, and a reader begins its child when it is first asked: no more children run than
    were ever needed at a time.
    """

    def __init__(self, begin: Callable[[], Reader], most: int) -> None:
        self._readers = [begin() for _ in range(most)]
        self._idle: LifoQueue[Reader] = LifoQueue()
        for reader in self._readers:
            self._idle.put(reader)

    def ask(self, request: dict[str, Any], body: bytes, what: str) -> dict[str, Any]:
        """The answer of one of the readers; see ``Reader.ask``.

        Raises:
            Unreadable: it could not be read, or the reader had to be stopped.
        """
        reader = self._idle.get()
        try:
            return reader.ask(request, body, what)
        finally:
            self._idle.put(reader)

    def close(self) -> None:
        """End the children."""
        for reader in self._readers:
            reader.close()
