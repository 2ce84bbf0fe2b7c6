"""Invented outlets on loopback: generated demonstration articles, some of them copies, with feeds and counts.

Every page is marked as a demonstration and says so; the projects and places in it do not exist.
"""

import random
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NOTICE = "Demonstration article, generated to try out software; it is not news."
_BEGINNINGS = ("Velm", "Tosk", "Orv", "Brant", "Queld", "Marr", "Selv", "Dorv", "Almeth", "Kestr")
_ENDINGS = ("ar", "and", "elle", "isk", "ow", "und")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ADJECTIVES = _words(
    "quiet narrow bright heavy early careful wooden northern patient hollow gentle crowded distant modern "
    "rusty simple golden frozen steady clever muddy silver orderly windy humble southern"
)
# No word here is a kind of thing to build, or of sport and culture: what is said of a project must stay surely its own.
_NOUNS = _words(
    "courtyard orchard workshop valley hedge curtain lantern cupboard garden kitchen shelf staircase meadow "
    "doorway basket wagon bench carpet chapel village cellar ladder timetable whistle signal window fence "
    "kettle notebook mirror"
)
_VERBS = _words("painted measured repaired admired counted lifted cleaned described photographed guarded visited moved")
_PEOPLE = _words("apprentices neighbours surveyors engineers teachers carpenters gardeners fitters bakers tailors")
_DAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_SENTENCES = 14


@dataclass(frozen=True)
class Story:
    """One text that outlets print: its number, headline, sentences, and the invented projects it is about."""

    number: int
    title: str
    sentences: tuple[str, ...]
    projects: tuple[str, ...]


@dataclass
class Outlet:
    """A site at a port of its own: its pages by path, and how often each was asked for."""

    port: int
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    feeds: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}{path}"


@dataclass(frozen=True)
class Newsstand:
    """All outlets, and which story stands at which address."""

    outlets: list[Outlet]
    stories: dict[str, Story]

    @property
    def feeds(self) -> list[str]:
        """Addresses of all feeds, the outlets in turn."""
        return [outlet.url(path) for turn in range(len(self.outlets[0].feeds)) for outlet, path in self._turn(turn)]

    def _turn(self, number: int) -> list[tuple[Outlet, str]]:
        return [(outlet, outlet.feeds[number]) for outlet in self.outlets]

    def asked(self, address: str) -> int:
        """How often an article's page was asked for."""
        return sum(outlet.asked[address.removeprefix(outlet.url(""))] for outlet in self.outlets)


def project_names(count: int) -> list[str]:
    """Names of at most 30 invented projects, no word of which stands in two."""
    words = [f"{beginning}{ending}" for ending in _ENDINGS for beginning in _BEGINNINGS]
    return [f"{first} {second} Railway" for first, second in zip(words[::2], words[1::2], strict=True)][:count]


def make_stories(projects: Sequence[str], *, linked: int, other: int, seed: int) -> list[Story]:
    """Stories of which some are about one project or, every tenth, about two, and the others about none."""
    chance = random.Random(seed)
    made = []
    for number in range(linked + other):
        named: tuple[str, ...] = ()
        if number < linked:
            named = tuple(chance.sample(list(projects), 2 if number % 10 == 0 else 1))
        made.append(_story(number, named, chance))
    return made


def _story(number: int, named: tuple[str, ...], chance: random.Random) -> Story:
    sentences = [_sentence(chance) for _ in range(_SENTENCES)]
    for at, name in enumerate(named):
        sentences.insert(at, f"{chance.choice(_PEOPLE).title()} on the {name} {_deed(chance)}")
        sentences.insert(5 + at, f"Along the {name}, {chance.choice(_PEOPLE)} {_deed(chance)}")
    place = f"{chance.choice(_ADJECTIVES)} {chance.choice(_NOUNS)}"
    title = f"{' and '.join(named)}: the {place}" if named else f"The {place} and the {chance.choice(_NOUNS)}"
    return Story(number, title, tuple(sentences), named)


def _deed(chance: random.Random) -> str:
    return (
        f"{chance.choice(_VERBS)} the {chance.choice(_ADJECTIVES)} {chance.choice(_NOUNS)} "
        f"and the {chance.choice(_NOUNS)} last {chance.choice(_DAYS)}."
    )


def _sentence(chance: random.Random) -> str:
    return (
        f"The {chance.choice(_ADJECTIVES)} {chance.choice(_NOUNS)} beside the {chance.choice(_NOUNS)} was "
        f"{chance.choice(_VERBS)} by {chance.randint(3, 90)} {chance.choice(_ADJECTIVES)} {chance.choice(_PEOPLE)}, "
        f"who later {_deed(chance)}"
    )


def page(story: Story, outlet: str) -> bytes:
    """A page with the story's text and something of the outlet's own around it."""
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in story.sentences)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(story.title)}</title>'
        f'<meta name="corridors" content="demonstration"><meta property="article:published_time" content="2026-05-01">'
        f"</head><body><nav><a href='/'>Outlet {outlet}</a></nav><article><h1>{escape(story.title)}</h1>{paragraphs}"
        f"<p>{NOTICE} Printed by outlet {outlet}.</p></article></body></html>"
    ).encode()


def feed(title: str, items: Sequence[tuple[str, str]]) -> bytes:
    """An RSS feed of addresses and headlines."""
    listed = "".join(f"<item><title>{escape(text)}</title><link>{escape(url)}</link></item>" for url, text in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><description>{NOTICE}</description>'
        f"{listed}</channel></rss>"
    ).encode()


@contextmanager
def serving(prints: Sequence[Story], *, outlets: int, feeds: int) -> Iterator[Newsstand]:
    """Serve every print of a story at an address of its own, spread over outlets and their feeds.

    Args:
        prints: the stories, one entry an article: neighbours stand at different outlets and in different feeds.
        outlets: how many sites, each at a port of its own.
        feeds: how many feeds in all; a multiple of ``outlets``.
    """
    with ExitStack() as running:
        stand = Newsstand([running.enter_context(_serve()) for _ in range(outlets)], {})
        listed: list[list[tuple[str, str]]] = [[] for _ in range(feeds)]
        for number, story in enumerate(prints):
            outlet = stand.outlets[number % outlets]
            path = f"/news/{number}.html"
            outlet.pages[path] = ("text/html; charset=utf-8", page(story, outlet.host))
            stand.stories[outlet.url(path)] = story
            listed[number % feeds].append((outlet.url(path), story.title))
        for number, items in enumerate(listed):
            random.Random(number).shuffle(items)
            outlet = stand.outlets[number % outlets]
            path = f"/feeds/{number}.xml"
            outlet.pages[path] = ("application/rss+xml", feed(f"Outlet {outlet.host}, {number}", items))
            outlet.feeds.append(path)
        yield stand


@contextmanager
def _serve() -> Iterator[Outlet]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            outlet.asked[self.path] += 1
            kind, body = outlet.pages.get(self.path, ("text/plain", b""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """The outlet counts for itself."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that was killed has hung up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        outlet = Outlet(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield outlet
        finally:
            server.shutdown()
            thread.join()
