"""The one door to the outside world: guarded, bounded HTTP requests that end in an answer or a reason in words."""

from corridors.outbound.client import LIMITS, Answer, Limits, get, user_agent
from corridors.outbound.errors import (
    BadAddress,
    BadAnswer,
    Forbidden,
    OutboundError,
    RedirectLoop,
    TooBig,
    TooSlow,
    Unreachable,
)
from corridors.outbound.gates import Gate, Step, Told

__all__ = [
    "LIMITS",
    "Answer",
    "BadAddress",
    "BadAnswer",
    "Forbidden",
    "Gate",
    "Limits",
    "OutboundError",
    "RedirectLoop",
    "Step",
    "Told",
    "TooBig",
    "TooSlow",
    "Unreachable",
    "get",
    "user_agent",
]
