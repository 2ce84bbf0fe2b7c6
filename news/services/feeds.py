"""What operators do with feeds: load a list of them, switch one on and see what comes back."""

import time
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from corridors.errors import DomainError, Invalid, Refused
from corridors.outbound import LIMITS, Answer, OutboundError
from news import attempts, discover, feeds, identity, leases, politeness
from news.counting import counted
from news.models import Attempt, Feed
from news.services import switching
from news.services.switching import Switched
from news.turns import Busy
from projects.models import Publisher
from projects.services import changes, fields
from projects.services.changes import Actor

#: Seconds to wait for the turns at a site's hosts, all together: a person waits for the answer.
PATIENCE = 45.0
#: After so many seconds no further place is tried at once; with the last request that is less than a lease lasts.
_AT_ONCE = 60.0
_MOST_LINKED = 3
_MOST_LIKELY = 4
_KEYS = {"publisher", "url", "language"}


class NoFeedFound(Invalid):
    """Neither the address nor its site has a feed that can be read."""

    code = "no_feed"


def load(path: Path | str) -> tuple[int, int]:
    """Make a row of each feed listed in a YAML file, switched off; feeds known already stay as they are.

    Returns:
        How many were made, and how many were known.

    Raises:
        Invalid: an entry cannot be understood; then none is made, and the message names file, entry and value.
    """
    path = Path(path)
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeError) as error:
        raise Invalid(f"{path.name} cannot be read: {error}") from error
    if not isinstance(entries, list):
        raise Invalid(f"{path.name} is not a list of feeds.")
    made = 0
    with transaction.atomic():
        for number, entry in enumerate(entries, start=1):
            made += _row(entry, f"{path.name}, entry {number}")
    return made, len(entries) - made


def add(publisher: Publisher, url: str, language: str) -> tuple[Feed, bool]:
    """Make a row of one feed, switched off; one known already stays as it is.

    Returns:
        The feed, and whether it is new.

    Raises:
        Invalid: it is not the address of a web page.
    """
    address = identity.canonical(url)
    return Feed.objects.get_or_create(
        url_key=identity.key(address),
        defaults={"publisher": publisher, "url": address, "site": address, "language": language[:10]},
    )


def describe(actor: Actor, feed: Feed, publisher: Publisher, language: str, *, reason: str = "") -> int | None:
    """Say whose feed it is and which language is expected; what was found in it before stays as it is.

    Returns:
        The change, which can be undone; None when it stood so already.
    """
    with changes.writing(actor, "edit feed", reason=reason, is_public=False) as act:
        fields.write(act, Feed.objects.get(pk=feed.pk), {"publisher": publisher, "language": language[:10]})
    return act.id


def _row(entry: Any, where: str) -> bool:
    if not isinstance(entry, dict) or not entry.keys() >= _KEYS:
        raise Invalid(f"{where}: a feed needs {', '.join(sorted(_KEYS))}.")
    publisher = Publisher.objects.filter(key=entry["publisher"]).first()
    if publisher is None:
        raise Invalid(f"{where}: publisher '{entry['publisher']}' is not known.", field="publisher")
    try:
        url = identity.canonical(str(entry["url"]))
    except Invalid as error:
        raise Invalid(f"{where}: url '{entry['url']}': {error.message}", field="url") from error
    _feed, is_new = Feed.objects.get_or_create(
        url_key=identity.key(url),
        defaults={
            "publisher": publisher,
            "url": url,
            "site": url,
            "language": str(entry["language"])[:10],
            "tried": str(entry.get("tried") or "not yet tried"),
        },
    )
    return is_new


def switch_on(actor: Actor, feed: Feed, *, reason: str = "", patience: float = PATIENCE) -> Switched:
    """Switch a feed on, one that the system stopped too, and try it at once; what came back, in words."""
    # First: one that is on and has no time to be due would wait for ever.
    Feed.objects.filter(pk=feed.pk).update(failures=0, due_at=timezone.now())
    change_id = switching.switch(actor, feed, on=True, reason=reason, off_by_system="")
    tried = try_now(feed, patience=patience)
    return Switched(tried.words, change_id, well=tried.well)


def switch_off(actor: Actor, feed: Feed, *, reason: str = "") -> Switched:
    """Stop polling a feed; its articles stay, and so does the time it is due: undoing this sets it going again."""
    change_id = switching.switch(actor, feed, on=False, reason=reason)
    return Switched("Switched off; its articles stay.", change_id)


@dataclass
class Search:
    """How far the search for a site's feed has come, kept where the site may not be asked on at once.

    Attributes:
        first: what the given address is instead of a feed; '' before it was asked.
        left: places that are still to be tried.
        tried: how many were.
    """

    first: str = ""
    left: list[str] = field(default_factory=list)
    tried: int = 0


@dataclass(frozen=True)
class Tried:
    """What came back when a feed was tried, in words, and whether that was a feed."""

    words: str
    well: bool


def try_now(feed: Feed, *, patience: float = PATIENCE) -> Tried:
    """Ask a feed's address, and where that is a page look for the site's feed; what came back, in words.

    Nothing is taken in: a feed that is on is polled by the workers as always. A search that has to wait longer than
    ``patience`` is gone on with the next time.
    """
    lease = leases.take(Feed.objects.all(), feed.pk)
    if not lease:
        return Tried("A worker is asking it at this moment; look at its log.", well=False)
    feed = Feed.objects.get(pk=feed.pk)
    search = Search(**feed.search)
    changed: dict[str, Any] = {"search": {}}
    well = False
    try:
        address, found = _find(feed, search, patience)
    except NoFeedFound as error:
        words = error.message
        changed |= {"off_by_system": words[:300], "due_at": None}
    except Busy as busy:
        words = f"{search.first} {_so_far(search)} {busy.message}".strip()
        changed = {"search": asdict(search)}
    except DomainError as error:
        words = error.message
    except leases.DATABASE_AWAY:
        raise
    except Exception as error:
        known = attempts.unexpected(error, f"trying feed {feed.pk}")
        attempts.log(Attempt.Purpose.DISCOVERY, feed.url, error=known, feed=feed)
        words = known.message
    else:
        words, well = _described(found, moved_to=address if address != feed.url else ""), True
        changed |= {"kind": found.kind, "title": found.title[:500]} | _moved(feed, address)
    day = timezone.now().date().isoformat()
    if not leases.give_back(Feed.objects.all(), feed.pk, lease, tried=f"{day}: {words}", **changed):
        words = f"{words} It took so long that a worker has begun to ask it meanwhile; look at its log."
    return Tried(words, well)


def _so_far(search: Search) -> str:
    if not search.left:
        return ""
    of = search.tried + len(search.left)
    return f"{search.tried} of {of} places on its site were tried; trying it again goes on there."


def _moved(feed: Feed, address: str) -> dict[str, Any]:
    """The address at which the feed was found, unless another row has it."""
    key = identity.key(address)
    if address == feed.url:
        return {}
    if Feed.objects.filter(url_key=key).exclude(pk=feed.pk).exists():
        return {"off_by_system": f"Its feed {address} is listed already."[:300], "due_at": None}
    return {"url": address, "url_key": key, "etag": "", "last_modified": "", "body_hash": "", "sitemaps": []}


def _find(feed: Feed, search: Search, patience: float) -> tuple[str, feeds.ParsedFeed]:
    """The address and content of a feed: at the address itself, else where its page or custom says.

    Raises:
        NoFeedFound: there is none.
        Busy: the search has to wait; how far it came is kept in ``search``.
        DomainError: the address itself could not be asked.
    """
    begun = time.monotonic()
    if not search.first:
        answer = _ask(feed, feed.url, patience)
        try:
            return feed.url, _parse(answer)
        except feeds.NotAFeed as error:
            search.first = error.message
        linked = _linked(feed, answer)[:_MOST_LINKED]
        search.left = list(dict.fromkeys([*linked, *discover.likely(answer.url)[:_MOST_LIKELY]]))
    while search.left:
        spent = time.monotonic() - begun
        if spent > _AT_ONCE:
            raise Busy("The site answers slowly.", 0.0)
        found = _at(feed, search.left[0], max(0.0, patience - spent))
        if found is not None:
            return search.left[0], found
        search.left.pop(0)
        search.tried += 1
    raise NoFeedFound(f"{search.first} No feed was found on its site either ({search.tried} places tried).")


def _at(feed: Feed, address: str, patience: float) -> feeds.ParsedFeed | None:
    """The feed at one of the places where it may be; None where there is none, with the reason in the log."""
    try:
        answer = _ask(feed, address, patience)
    except (Invalid, Refused, OutboundError):
        return None
    try:
        return _parse(answer)
    except feeds.NotAFeed as error:
        attempts.log(Attempt.Purpose.DISCOVERY, address, error=error, feed=feed)
        return None


def _ask(feed: Feed, url: str, patience: float) -> Answer:
    try:
        answer = politeness.get(url, limits=LIMITS["feed"], patience=patience)
    except Busy:
        raise
    except DomainError as error:
        attempts.log(Attempt.Purpose.DISCOVERY, url, error=error, feed=feed)
        raise
    if answer.status != 200:
        words = f"The server answered {answer.status}."
        attempts.log(Attempt.Purpose.DISCOVERY, url, answer=answer, words=words, code="http_status", feed=feed)
        raise Invalid(words, code="http_status")
    attempts.log(Attempt.Purpose.DISCOVERY, url, answer=answer, words="Answered.", succeeded=True, feed=feed)
    return answer


def _linked(feed: Feed, answer: Answer) -> list[str]:
    """Where a page says that its site has feeds; nowhere if it cannot be read, with the reason in the log."""
    try:
        return feeds.linked(answer.body, answer.url, answer.content_type)
    except feeds.NotAFeed as error:
        attempts.log(Attempt.Purpose.DISCOVERY, answer.url, answer=answer, error=error, feed=feed)
        return []


def _parse(answer: Answer) -> feeds.ParsedFeed:
    return feeds.read(answer.body, now=timezone.now(), content_type=answer.content_type, url=answer.url)


def _described(found: feeds.ParsedFeed, moved_to: str) -> str:
    newest: datetime | None = max((item.published for item in found.items if item.published), default=None)
    words = feeds.KINDS[found.kind]
    if found.title:
        words += f" '{found.title[:100]}'"
    listed = counted(len(found.children), "sitemap") if found.children else counted(len(found.items), "item")
    words += f" with {listed}"
    if newest is not None:
        words += f", the newest of {newest.date().isoformat()}"
    if moved_to:
        words += f"; it was found at {moved_to}"
    return "; ".join([words, *found.remarks]) + "."
