"""Writes the log of attempts: one row each time something was asked or read, with its outcome in words."""

import logging
from datetime import timedelta
from typing import Any

from django.utils import timezone

from corridors.errors import DomainError
from corridors.outbound import Answer
from news import identity
from news.models import Attempt

KEPT = timedelta(days=30)
_log = logging.getLogger(__name__)


class Unexpected(DomainError):
    """A fault of the program: nobody foresaw it, and it is no reason to lose the row it happened to."""

    code = "unexpected"


def unexpected(error: Exception, doing: str) -> Unexpected:
    """The words for an error nobody foresaw; the program's log gets the rest. Call while it is handled.

    Args:
        error: what was raised.
        doing: what was being done, for the program's log.
    """
    _log.exception("Unexpected: %s", doing)
    return Unexpected(f"Something unexpected went wrong ({type(error).__name__}); see the log.")


def log(
    purpose: str,
    url: str,
    *,
    answer: Answer | None = None,
    error: DomainError | None = None,
    words: str = "",
    code: str = "",
    succeeded: bool = False,
    **facts: Any,
) -> Attempt:
    """Write down one attempt.

    Args:
        purpose: what was asked for.
        url: the address asked.
        answer: what came back, if anything did.
        error: why nothing did; gives words and code.
        words: what came of it, for a person.
        code: stable name of the outcome.
        succeeded: whether it gave what was wanted.
        **facts: further columns: feed, article, seen, new.
    """
    return Attempt.objects.create(
        purpose=purpose,
        at=timezone.now(),
        url=url[:2000],
        host=host(url),
        succeeded=succeeded,
        code=code or (error.code if error else "") or ("ok" if succeeded else "failed"),
        words=words or (error.message if error else "") or "Nothing was said.",
        status=answer.status if answer else None,
        size=len(answer.body) if answer else 0,
        seconds=round(answer.seconds, 3) if answer else 0,
        **facts,
    )


def prune() -> int:
    """Forget attempts older than thirty days; how many they were."""
    return Attempt.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def host(url: str) -> str:
    """The host that is asked for an address, as its row is named; '' where it is the address of no web page."""
    try:
        return identity.host(url)[:260]
    except DomainError:
        return ""
