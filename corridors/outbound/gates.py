"""Where whoever asks may have a say: before each request of an exchange, also those that redirects lead to."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Protocol

#: Is told the status and headers of an answer as soon as they are there, before its body.
Told = Callable[[int, Mapping[str, str]], None]


@dataclass(frozen=True)
class Step:
    """How far an exchange has come.

    Attributes:
        url: the address that is asked next.
        hops: the addresses that redirected there, with their status, in order.
        cookies: names and values that go along.
    """

    url: str
    hops: tuple[tuple[str, int], ...] = ()
    cookies: tuple[tuple[str, str], ...] = ()


class Gate(Protocol):
    """Decides when each request of an exchange starts."""

    def enter(self, step: Step) -> AbstractContextManager[Told]:
        """Wait until the request may start; that time does not count as the exchange's.

        Returns:
            A context that lasts as long as the request, up to the end of its answer or its failure.

        Raises:
            DomainError: what ends the exchange; it can go on from ``step`` later.
        """


class OpenGate:
    """The gate of an exchange that nobody wants to hold up."""

    def enter(self, step: Step) -> AbstractContextManager[Told]:
        """Let every request pass."""
        return nullcontext(lambda status, headers: None)
