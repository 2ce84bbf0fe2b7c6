"""Polls one feed: asks politely, writes its new articles and when to ask again, in one transaction."""

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from corridors.errors import DomainError, Invalid
from corridors.outbound import LIMITS, Answer, OutboundError
from news import attempts, feeds, identity, leases, politeness, rounds, schedule
from news.counting import counted
from news.killpoints import reached
from news.models import Article, Attempt, Feed
from news.rounds import Sitemap
from news.turns import Busy

PATIENCE = 2.0
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
    """Poll a feed, if it is on and nobody else is at it; of an index, the sitemap whose turn it is.

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
    with leases.put_back_without_database(Feed.objects.all(), feed_id, lease):
        return _ask(feed, lease, patience)


def _ask(feed: Feed, lease: str, patience: float) -> Polled | None:
    sitemap = rounds.waiting(rounds.stored(feed.sitemaps))
    asked = sitemap or feed
    answer: Answer | None = None
    try:
        answer = politeness.get(asked.url, limits=LIMITS["feed"], patience=patience, headers=_validators(feed, asked))
        reached("poll.answered")
        found = _understood(asked, answer, whole=asked is feed and _whole_is_due(feed))
        return _succeeded(feed, sitemap, lease, answer, found)
    except Busy as busy:
        later = timezone.now() + timedelta(seconds=busy.wait)
        leases.give_back(Feed.objects.all(), feed.pk, lease, due_at=later)
        return None
    except DomainError as error:
        return _failed(feed, sitemap, lease, error, answer)
    except leases.DATABASE_AWAY:
        raise
    except Exception as error:
        return _failed(feed, sitemap, lease, attempts.unexpected(error, f"polling feed {feed.pk}"), answer)


def _whole_is_due(feed: Feed) -> bool:
    # Polls times their interval is about how long ago the whole was last seen.
    return feed.conditional_polls >= WHOLE_EVERY or feed.conditional_polls * feed.interval >= WHOLE_AFTER


def _validators(feed: Feed, asked: Feed | Sitemap) -> dict[str, str]:
    # A round that asks for the whole has forgotten the validators of its sitemaps.
    if asked is feed and _whole_is_due(feed):
        return {}
    pairs = {"If-None-Match": asked.etag, "If-Modified-Since": asked.last_modified}
    return {name: value for name, value in pairs.items() if value}


def _understood(asked: Feed | Sitemap, answer: Answer, *, whole: bool) -> feeds.ParsedFeed | None:
    """The feed in the answer; None when it is unchanged.

    Args:
        asked: what was asked for.
        answer: what came back.
        whole: whether the whole was asked for, to which "unchanged" is no answer.

    Raises:
        Declined: the status says that there is no feed.
        NotAFeed: the body is something else.
    """
    if answer.status == 304 and not asked.body_hash:
        raise Declined("The server answered 304 (unchanged) for what it has never given out.")
    if answer.status == 304 and whole:
        raise Declined("The server answered 304 (unchanged) although it was asked for the whole.")
    if answer.status == 304:
        return None
    if answer.status != 200:
        raise Declined(f"The server answered {answer.status}, so there is no feed to read.")
    if asked.body_hash and _hash(answer) == asked.body_hash:
        return None
    return feeds.read(answer.body, now=timezone.now(), content_type=answer.content_type, url=answer.url)


def _hash(answer: Answer) -> str:
    return hashlib.sha256(answer.body).hexdigest()


def _succeeded(
    feed: Feed, sitemap: Sitemap | None, lease: str, answer: Answer, found: feeds.ParsedFeed | None
) -> Polled:
    now = timezone.now()
    with transaction.atomic():
        new = add_items(feed, found.items, now) if found else 0
        seen = len(found.items) if found else 0
        sitemaps = _round(feed, sitemap, answer, found, new)
        words = _in_words(sitemap, sitemaps, found, new)
        changed = {"polled_at": now, "sitemaps": rounds.rows(sitemaps)} | _paced(feed, sitemaps, found, answer, new)
        if sitemap is None:
            changed |= _of_itself(feed, found, answer) | _moved(feed, answer, now)
        if sitemap or not rounds.waiting(sitemaps):
            # An index alone is no news: its sitemaps tell whether the feed is well.
            changed |= {"failures": 0, "succeeded_at": now}
        if not leases.give_back(Feed.objects.all(), feed.pk, lease, **changed):
            return Polled("Another worker polled this feed meanwhile.", seen, new)
        code = "read" if found else "unchanged"
        attempts.log(
            Attempt.Purpose.FEED,
            sitemap.url if sitemap else feed.url,
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


def _round(
    feed: Feed, sitemap: Sitemap | None, answer: Answer, found: feeds.ParsedFeed | None, new: int
) -> list[Sitemap]:
    """The round through a feed's sitemaps after an answer: the next step of it, or the next round."""
    known = rounds.stored(feed.sitemaps)
    if sitemap is None:
        listed = found.children if found else [one.url for one in known]
        return rounds.begun(known, listed, whole=_whole_is_due(feed))
    if found is None:
        return rounds.asked(known, sitemap.url, **_renewed(sitemap, answer))
    return rounds.asked(known, sitemap.url, seen=len(found.items), new=new, **_learned(answer, found))


def _in_words(sitemap: Sitemap | None, sitemaps: list[Sitemap], found: feeds.ParsedFeed | None, new: int) -> str:
    told = [f"Sitemap {[one.url for one in sitemaps].index(sitemap.url) + 1} of {len(sitemaps)}"] if sitemap else []
    if found is None:
        told.append("Unchanged since the last time" if not told else "unchanged since the last time")
    elif found.children and sitemap is None:
        told.append(f"An index of sitemaps: {len(found.children)}")
    else:
        told.append(f"{counted(len(found.items), 'item')}, {new} of them new")
        if found.children:
            told.append(f"it lists sitemaps of its own ({len(found.children)}), which are not followed")
    if found:
        told += found.remarks
    if sitemap is None and sitemaps:
        told.append(f"of its sitemaps the first {len(sitemaps)} are asked next")
    return "; ".join(told) + "."


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


def _paced(
    feed: Feed,
    sitemaps: list[Sitemap],
    found: feeds.ParsedFeed | None,
    answer: Answer,
    new: int,
) -> dict[str, object]:
    """When the feed is asked again: at once for its next sitemap, else as its pace and its publisher's wishes say."""
    now = timezone.now()
    if rounds.waiting(sitemaps):
        return {"due_at": now}
    seen = len(found.items) if found else 1
    if sitemaps:
        seen, new = max(1, sum(one.seen for one in sitemaps)), sum(one.new for one in sitemaps)
    interval = schedule.next_interval(feed.interval, seen, new)
    if found:
        # Kept as the pace: what is unchanged does not say it again, and of nothing new the pace only slows.
        interval = max(interval, min(found.ask_again, schedule.CEILING))
    fresh = schedule.fresh_for(answer.headers, now)
    return {"interval": interval, "due_at": now + schedule.after_success(interval, fresh, random.random())}


def _of_itself(feed: Feed, found: feeds.ParsedFeed | None, answer: Answer) -> dict[str, object]:
    """What the feed's own answer tells of it."""
    conditional = (feed.etag or feed.last_modified or feed.sitemaps) and not _whole_is_due(feed)
    changed: dict[str, object] = {"conditional_polls": feed.conditional_polls + 1 if conditional else 0}
    if found:
        changed |= {"kind": found.kind, "title": (found.title or feed.title)[:500]} | _learned(answer, found)
    else:
        changed |= _renewed(feed, answer)
    return changed


def _learned(answer: Answer, found: feeds.ParsedFeed) -> dict[str, str]:
    """By what an unchanged body is known; believed only beside a body that could be read to its end.

    The validators of one that broke off are those of the whole: with them, what was lost would count as unchanged.
    """
    return {
        "etag": _validator(answer, "etag", 500) if found.whole else "",
        "last_modified": _validator(answer, "last-modified", 100) if found.whole else "",
        "body_hash": _hash(answer),
    }


def _renewed(asked: Feed | Sitemap, answer: Answer) -> dict[str, str]:
    """The validators of the same body given out again, perhaps by another of the server's machines.

    A body without any may be one that broke off, and stays without.
    """
    if answer.status == 304 or not (asked.etag or asked.last_modified):
        return {}
    return {"etag": _validator(answer, "etag", 500), "last_modified": _validator(answer, "last-modified", 100)}


def _validator(answer: Answer, name: str, longest: int) -> str:
    """A validator that can be sent back as it came; '' for one that is too long, or of letters no header can hold."""
    value = answer.headers.get(name, "")
    return value if len(value) <= longest and value.isascii() and value.isprintable() else ""


def _moved(feed: Feed, answer: Answer, now: datetime) -> dict[str, object]:
    """A permanent redirect is adopted once it was seen five times over three days; a passing one never."""
    permanent = bool(answer.hops) and all(status in _FOR_GOOD for _address, status in answer.hops)
    if not permanent:
        return {"moved_to": "", "moved_sightings": 0, "moved_since": None}
    if answer.url != feed.moved_to or feed.moved_since is None:
        return {"moved_to": answer.url, "moved_sightings": 1, "moved_since": now}
    sightings = feed.moved_sightings + 1
    if sightings < MOVED_SIGHTINGS or now - feed.moved_since < MOVED_FOR:
        return {"moved_sightings": sightings}
    key = identity.key(answer.url)
    other = Feed.objects.filter(url_key=key).exclude(pk=feed.pk).first()
    if other is not None and other.active:
        # Else one feed would be asked for twice as long as both are on.
        told = f"It is listed already where it has moved for good: {answer.url}"
        return {"moved_sightings": sightings, "off_by_system": told[:300], "due_at": None}
    if other is not None:
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


def _failed(feed: Feed, sitemap: Sitemap | None, lease: str, error: DomainError, answer: Answer | None) -> Polled:
    now = timezone.now()
    status = answer.status if answer else 0
    asked = schedule.retry_after(answer.headers.get("retry-after", ""), now) if answer else timedelta(0)
    passing = isinstance(error, OutboundError) and error.passing
    failures = feed.failures + schedule.weight(0 if status == 200 else status, passing=passing)
    known = rounds.stored(feed.sitemaps)
    sitemaps = rounds.asked(known, sitemap.url) if sitemap else known
    # The other sitemaps do not wait for one that fails: how often its host may be asked is kept with the host.
    wait = schedule.after_failure(feed.interval, failures, asked, random.random())
    changed: dict[str, object] = {
        "failures": failures,
        "polled_at": now,
        "sitemaps": rounds.rows(sitemaps),
        "due_at": now if rounds.waiting(sitemaps) else now + wait,
    }
    if status == 410 and sitemap is None:
        changed |= {"off_by_system": "The server says that this feed is gone for good (410).", "due_at": None}
    with transaction.atomic():
        leases.give_back(Feed.objects.all(), feed.pk, lease, **changed)
        attempts.log(Attempt.Purpose.FEED, (sitemap or feed).url, answer=answer, error=error, feed=feed)
    return Polled(error.message)
