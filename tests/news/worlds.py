"""A site of ours on loopback with a feed and pages, and a linker that knows one name. Every name is invented."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from news import identity
from news.linking.explain import Reason
from news.linking.linker import Link
from news.linking.score import Weights
from news.models import Feed
from projects.models import Project
from tests import factories
from tests.corridors.servers import Page, Site

TEXT = (
    "Builders have finished the main works on the Example Railway, the ministry said. The section through the valley "
    "took two years, and the first trains are expected after the tests. Reporters were shown the new station, its "
    "platforms and the depot, where the crews are being trained by instructors who came from the neighbouring region."
)


def html(text: str = TEXT, title: str = "Works on the Example Railway finished", head: str = "") -> bytes:
    paragraphs = "".join(f"<p>{part}.</p>" for part in text.rstrip(".").split(". "))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f'<meta property="article:published_time" content="2026-05-01"></head><body><article><h1>{title}</h1>'
        f"{paragraphs}</article></body></html>"
    ).encode()


def page(text: str = TEXT, title: str = "Works on the Example Railway finished", head: str = "") -> Page:
    return Page(html(text, title, head), headers={"Content-Type": "text/html; charset=utf-8"})


def rss(site: Site, *paths: str, **headers: str) -> Page:
    items = "".join(
        f"<item><title>News {path}</title><link>{site.url(path)}</link>"
        "<pubDate>Fri, 01 May 2026 10:00:00 GMT</pubDate></item>"
        for path in paths
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Example News</title>{items}</channel></rss>'
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Page(body.encode(), headers={"Content-Type": "application/rss+xml", **named})


def feed(site: Site, path: str = "/feed.xml", **values: Any) -> Feed:
    url = site.url(path)
    known = values.pop("publisher", None) or factories.publisher()
    return Feed.objects.create(
        **{
            "publisher": known,
            "url": url,
            "url_key": identity.key(url),
            "site": url,
            "language": "en",
            "enabled_by_curator": True,
            **values,
        }
    )


@dataclass
class NameLinker:
    """Links a text to the projects whose label stands in it."""

    projects: list[Project]
    score: float = 0.93
    asked: list[str] = field(default_factory=list)

    def link(self, title: str, text: str, language: str, date: Any = None, *, explained: bool = True) -> list[Link]:
        self.asked.append(text)
        return [link for project in self.projects for link in self._links(project, title, text)]

    @property
    def index(self) -> Any:
        return SimpleNamespace(subjects=[SimpleNamespace(key=project.public_id) for project in self.projects])

    @property
    def weights(self) -> Weights:
        return Weights("", 0.0, {})

    def candidates(self, title: str, text: str, language: str, date: Any = None) -> tuple[Any, list[Any]]:
        """The labels that stand in the text, as evidence that points straight into it."""
        found = [
            SimpleNamespace(
                project=number, hits=[SimpleNamespace(level="alias", start=at, end=at + len(project.label))]
            )
            for number, project in enumerate(self.projects)
            if (at := text.find(project.label)) >= 0
        ]
        return SimpleNamespace(stream=SimpleNamespace(source=lambda start, end: ("text", start, end))), found

    def _links(self, project: Project, title: str, text: str) -> list[Link]:
        start = text.find(project.label)
        if start < 0:
            return []
        reason = Reason("alias", project.label, "text", start, start + len(project.label), 4.2)
        return [Link(project.public_id, self.score, "about", (reason,))]
