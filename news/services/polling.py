"""Polls one feed: asks politely, writes its new articles and when to ask again, in one transaction."""

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from corridors.errors import DomainError, Invalid
from corridors.outbound import LIMITS, Answer, OutboundError
from news import attempts, feeds, identity, leases, politeness, schedule
from news.killpoints import reached
from news.models import Article, Attempt, Feed
from news.turns import Busy

PATIENCE = 2.0
CHILD_PATIENCE = 10.0
#: Now and then the whole feed is asked for: some servers answer "unchanged" for ever.
WHOLE_EVERY = 50
WHOLE_AFTER = timedelta(days=7)
MOVED_SIGHTINGS = 5
MOVED_FOR = timedelta(days=3)
_FOR_GOOD = frozenset({301, 308})


@dataclass(frozen=True)
class Polled:
    """What a poll found: how many items the feed lists, how many were new, and what came of it in words."""

    words: str
    seen: int = 0
    new: int = 0
    succeeded: bool = False


class Declined(Invalid):
    """The server answered with a status that is no feed."""

    code = "http_status"


def poll(feed_id: int, *, patience: float = PATIENCE) -> Polled | None:
    """Poll a feed, if it is on and nobody else is at it.

    Running it twice, or ending it at any line, loses and doubles nothing.

    Args:
        feed_id: the feed.
        patience: seconds to wait for the turns at its hosts; beyond that the poll is put off.

    Returns:
        What it found; None when it was not polled now.
    """
    lease = leases.take(Feed.objects.filter(enabled_by_curator=True, off_by_system=""), feed_id)
    if not lease:
        return None
    reached("poll.claimed")
    feed = Feed.objects.select_related("publisher").get(pk=feed_id)
    answer: Answer | None = None
    try:
        answer = politeness.get(feed.url, limits=LIMITS["feed"], patience=patience, headers=_validators(feed))
        reached("poll.answered")
        found = _understood(feed, answer)
    except Busy as busy:
        later = timezone.now() + timedelta(seconds=busy.wait)
        leases.give_back(Feed.objects.all(), feed.pk, lease, due_at=later)
        return None
    except DomainError as error:
        return _failed(feed, lease, error, answer)
    return _succeeded(feed, lease, answer, found)


def _validators(feed: Feed) -> dict[str, str]:
    # Polls times their interval is about how long ago the whole was last seen.
    if feed.conditional_polls >= WHOLE_EVERY or feed.conditional_polls * feed.interval >= WHOLE_AFTER:
        return {}
    pairs = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in pairs.items() if value}


def _understood(feed: Feed, answer: Answer) -> feeds.ParsedFeed | None:
    """The feed in the answer; None when it is unchanged.

    Raises:
        Declined: the status says that there is no feed.
        NotAFeed: the body is something else.
    """
    if answer.status == 304:
        return None
    if answer.status != 200:
        raise Declined(f"The server answered {answer.status}, so there is no feed to read.")
    if feed.body_hash and _hash(answer) == feed.body_hash:
        return None
    found = feeds.read(answer.body, now=timezone.now(), content_type=answer.content_type, url=answer.url)
    return _newest_child(found) if found.children else found


def _newest_child(index: feeds.ParsedFeed) -> feeds.ParsedFeed:
    """The items of the newest sitemap an index lists.

    Raises:
        Declined: it could not be asked, or has none.
        NotAFeed: it is something else.
    """
    url = index.children[0]
    try:
        answer = politeness.get(url, limits=LIMITS["feed"], patience=CHILD_PATIENCE)
    except (Busy, politeness.Disallowed) as error:
        words = f"An index of {len(index.children)} sitemaps; the newest could not be asked. {error.message}"
        raise Declined(words, code=error.code) from error
    if answer.status != 200:
        raise Declined(f"An index of {len(index.children)} sitemaps; the newest was answered with {answer.status}.")
    child = feeds.read(answer.body, now=timezone.now(), content_type=answer.content_type, url=answer.url)
    return replace(child, kind=index.kind, remarks=[f"read from {url}", *child.remarks])


def _hash(answer: Answer) -> str:
    return hashlib.sha256(answer.body).hexdigest()


def _succeeded(feed: Feed, lease: str, answer: Answer, found: feeds.ParsedFeed | None) -> Polled:
    now = timezone.now()
    with transaction.atomic():
        new = add_items(feed, found.items, now) if found else 0
        seen = len(found.items) if found else 0
        words = _in_words(found, new)
        changed = _paced(feed, found, answer, new, now) | _moved(feed, answer, now)
        if not leases.give_back(Feed.objects.all(), feed.pk, lease, **changed):
            return Polled("Another worker polled this feed meanwhile.", seen, new)
        code = "read" if found else "unchanged"
        attempts.log(
            Attempt.Purpose.FEED,
            feed.url,
            answer=answer,
            words=words,
            code=code,
            succeeded=True,
            feed=feed,
            seen=seen,
            new=new,
        )
        reached("poll.written")
    reached("poll.committed")
    return Polled(words, seen, new, succeeded=True)


def _in_words(found: feeds.ParsedFeed | None, new: int) -> str:
    if found is None:
        return "Unchanged since the last time."
    return "; ".join([f"{len(found.items)} items, {new} of them new", *found.remarks]) + "."


def add_items(feed: Feed, items: list[feeds.Item], now: datetime) -> int:
    """Write the items not seen before as articles to be fetched; how many they are."""
    keyed = {identity.key(item.url): item for item in items}
    rows = [
        Article(
            url=item.url,
            url_key=key,
            feed=feed,
            found_at=now,
            due_at=now,
            title=item.title[:500],
            language=(item.language or feed.language)[:10],
            published=item.published.date().isoformat() if item.published else "",
            published_method="feed" if item.published else "",
        )
        for key, item in keyed.items()
    ]
    return add_new(rows)


def add_new(articles: Iterable[Article]) -> int:
    """Write those articles whose addresses are not known yet; how many they are."""
    keyed = {article.url_key: article for article in articles}
    known = set(Article.objects.filter(url_key__in=keyed).values_list("url_key", flat=True))
    rows = [article for key, article in keyed.items() if key not in known]
    # Somebody else may find the same address at this very moment: the constraint decides, not we.
    Article.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _paced(feed: Feed, found: feeds.ParsedFeed | None, answer: Answer, new: int, now: datetime) -> dict[str, object]:
    seen = len(found.items) if found else 0
    interval = (
        schedule.next_interval(feed.interval, seen, new) if found else schedule.next_interval(feed.interval, 1, 0)
    )
    hint = max(found.ask_again if found else timedelta(0), schedule.fresh_for(answer.headers, now))
    conditional = bool(_validators(feed))
    changed: dict[str, object] = {
        "interval": interval,
        "failures": 0,
        "polled_at": now,
        "succeeded_at": now,
        "conditional_polls": feed.conditional_polls + 1 if conditional else 0,
        "due_at": now + schedule.after_success(interval, hint, random.random()),
    }
    if found:
        # Validators are believed only beside a body that could be read.
        changed |= {
            "kind": found.kind,
            "title": (found.title or feed.title)[:500],
            "etag": answer.headers.get("etag", "")[:500],
            "last_modified": answer.headers.get("last-modified", "")[:100],
            "body_hash": _hash(answer),
        }
    return changed


def _moved(feed: Feed, answer: Answer, now: datetime) -> dict[str, object]:
    """A permanent redirect is adopted once it was seen five times over three days; a passing one never."""
    permanent = bool(answer.hops) and all(status in _FOR_GOOD for _address, status in answer.hops)
    if not permanent:
        return {"moved_to": "", "moved_sightings": 0, "moved_since": None}
    if answer.url != feed.moved_to or feed.moved_since is None:
        return {"moved_to": answer.url, "moved_sightings": 1, "moved_since": now}
    sightings = feed.moved_sightings + 1
    key = identity.key(answer.url)
    taken = Feed.objects.filter(url_key=key).exclude(pk=feed.pk).exists()
    if sightings < MOVED_SIGHTINGS or now - feed.moved_since < MOVED_FOR or taken:
        return {"moved_sightings": sightings}
    attempts.log(
        Attempt.Purpose.FEED,
        feed.url,
        words=f"The feed has moved for good to {answer.url}; it is polled there from now on.",
        code="moved",
        succeeded=True,
        feed=feed,
    )
    return {"url": answer.url, "url_key": key, "moved_to": "", "moved_sightings": 0, "moved_since": None}


def _failed(feed: Feed, lease: str, error: DomainError, answer: Answer | None) -> Polled:
    now = timezone.now()
    status = answer.status if answer else 0
    asked = schedule.retry_after(answer.headers.get("retry-after", ""), now) if answer else timedelta(0)
    passing = isinstance(error, OutboundError) and error.passing
    failures = feed.failures + schedule.weight(0 if status == 200 else status, passing=passing)
    changed: dict[str, object] = {
        "failures": failures,
        "polled_at": now,
        "due_at": now + schedule.after_failure(feed.interval, failures, asked, random.random()),
    }
    if status == 410:
        changed |= {"off_by_system": "The server says that this feed is gone for good (410).", "due_at": None}
    with transaction.atomic():
        leases.give_back(Feed.objects.all(), feed.pk, lease, **changed)
        attempts.log(Attempt.Purpose.FEED, feed.url, answer=answer, error=error, feed=feed)
    return Polled(error.message)
