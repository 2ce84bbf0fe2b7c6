"""Why a request was not made or not finished: one class a reason, each with a stable code and a sentence."""

from corridors.errors import DomainError


class OutboundError(DomainError):
    """A request ended without an answer; the message says why, for the person who reads the log of attempts.

    ``passing`` is true where trying again later makes sense; ``hops`` are the addresses that had redirected before.
    """

    code = "outbound"
    passing = False
    hops: tuple[tuple[str, int], ...] = ()


class BadAddress(OutboundError):
    """The address cannot be read, or is of a kind that is never fetched (scheme, port, a password in it)."""

    code = "bad_address"


class Forbidden(OutboundError):
    """The name leads to an address that is not on the public internet."""

    code = "forbidden_address"


class Unreachable(OutboundError):
    """No connection came about: the name is unknown, nobody took the call in time, the certificate is wrong."""

    code = "unreachable"
    passing = True


class TooSlow(OutboundError):
    """The time allowed for the whole answer ran out."""

    code = "too_slow"
    passing = True


class TooBig(OutboundError):
    """The answer is larger than allowed, as sent or once decompressed; ``beginning`` is what was read of it."""

    code = "too_big"

    def __init__(self, message: str, *, beginning: bytes = b"") -> None:
        super().__init__(message)
        self.beginning = beginning


class RedirectLoop(OutboundError):
    """The redirects come back to where they were, are too many or lead nowhere."""

    code = "redirect_loop"


class BadAnswer(OutboundError):
    """What came back is not HTTP, is compressed in a way we did not ask for, or breaks off in the middle."""

    code = "bad_answer"
    passing = True
