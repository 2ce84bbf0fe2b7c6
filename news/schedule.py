"""When to ask again: intervals that follow a feed's pace, and waits that grow with its failures. Pure arithmetic."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

FLOOR = timedelta(minutes=10)
DEFAULT = timedelta(hours=1)
CEILING = timedelta(hours=24)
UNDEAD = timedelta(days=30)
UNDEAD_AFTER = 30.0
LONGEST_WAIT = timedelta(hours=24)

# How much one failure weighs: what is likely to pass weighs less. Everything else weighs 1.
_WEIGHTS = {404: 0.5, 408: 0.5, 425: 0.5, 429: 0.5}
_PASSING = 0.5


def next_interval(interval: timedelta, seen: int, new: int) -> timedelta:
    """The interval after a successful poll, from how many of its items were new.

    A slight overlap with the poll before is wanted: without one, items may have been missed.
    """
    if seen == 0:
        return min(interval * 2, CEILING)
    share = new / seen
    if share > 0.8:
        changed = interval / 2
    elif share > 0.4:
        changed = interval * 3 / 4
    elif new == 0:
        changed = interval * 3 / 2
    else:
        changed = interval
    return max(FLOOR, min(changed, CEILING))


def after_success(interval: timedelta, hint: timedelta, jitter: float) -> timedelta:
    """How long to wait after a success.

    Args:
        interval: the feed's own interval.
        hint: what the publisher asks for (ttl, max-age); honoured up to a day.
        jitter: 0 to 1, spreads feeds that started together over a quarter of the interval.
    """
    wait = min(max(interval, hint), CEILING)
    return wait + wait * (jitter / 4)


def weight(status: int, *, passing: bool) -> float:
    """How heavily a failure counts: 1, or 0.5 for what is likely to pass (404, 429, 5xx, time limits)."""
    if status >= 500 or (status == 0 and passing):
        return _PASSING
    return _WEIGHTS.get(status, 1.0)


def after_failure(interval: timedelta, failures: float, retry_after: timedelta, jitter: float) -> timedelta:
    """How long to wait after a failure: linear up to a day, 30 days for a feed long dead, never for ever."""
    if failures >= UNDEAD_AFTER:
        return UNDEAD
    wait = min(interval * max(1.0, failures), LONGEST_WAIT)
    wait = max(wait, min(retry_after, LONGEST_WAIT))
    return wait + wait * (jitter / 4)


def page_retry(attempts: int, retry_after: timedelta, jitter: float) -> timedelta:
    """How long to wait before a page is tried again: two minutes, then six times as long each time, at most six hours.

    So a few attempts reach across the hours that a site may be down.
    """
    wait = min(timedelta(minutes=2) * 6 ** min(max(0, attempts - 1), 10), timedelta(hours=6))
    wait = max(wait, min(retry_after, LONGEST_WAIT))
    return wait + wait * (jitter / 4)


def retry_after(value: str, now: datetime) -> timedelta:
    """A ``Retry-After`` header as a time to wait: seconds or an HTTP date; zero when absent, past or unreadable."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return timedelta(0)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta(0)), LONGEST_WAIT)


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long an answer stays fresh by its own headers, named in lower case; at most a day.

    ``Expires`` counts only where ``Cache-Control`` says nothing of it, as RFC 9111 (5.3) has it.
    """
    control = headers.get("cache-control", "")
    if any(word in control.lower() for word in ("max-age", "no-cache", "no-store")):
        return max_age(control)
    return retry_after(_whole_date(headers.get("expires", "")), now)


def _whole_date(value: str) -> str:
    """A date; '' for the bare numbers (``0``, ``-1``) by which servers say "at once"."""
    return "" if value.strip().lstrip("-").isdigit() else value


def max_age(cache_control: str) -> timedelta:
    """``max-age`` of a ``Cache-Control`` header; zero when there is none or caching is forbidden."""
    parts = [part.strip().lower() for part in cache_control.split(",")]
    if "no-cache" in parts or "no-store" in parts:
        return timedelta(0)
    for part in parts:
        name, _, value = part.partition("=")
        if name == "max-age" and value.isascii() and value.isdigit():
            return min(timedelta(seconds=int(value[:9])), CEILING)
    return timedelta(0)
