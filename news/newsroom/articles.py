"""Reads the demonstration articles of ``seeds/newsroom`` and dates them relative to a given day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import yaml

from corridors.errors import Invalid

LANGUAGES = ("en", "ru", "zh", "kk")
LAYOUTS = ("article", "divs", "tables", "plain")
FEEDS = ("rss", "atom", "json", "sitemap")
# How an article concerns the seeded projects it names: "unclear" which of them is meant, where one name is the name of
# several; "none" for the plain everyday matters beside them.
CONCERNS = ("about", "passing", "round-up", "unclear", "none")

_OUTLET_KEYS = {
    "id", "name", "language", "encoding", "layout", "feeds", "utc_offset_hours", "date_text", "notice", "imprint",
    "words", "articles",
}  # fmt: skip
_ARTICLE_KEYS = {"slug", "days_ago", "at", "headline", "summary", "concerns"}
_OPTIONAL_ARTICLE_KEYS = {"projects", "sources", "states", "body", "same_text_as", "encoding"}


@dataclass(frozen=True)
class Statement:
    """One figure, date or name an article restates: what a seed source said of a seed project.

    Attributes:
        project: Seed id of the project.
        source: Seed id of the source that said it.
        value: The value as it stands in the seeds.
        written: The same value as the article writes it.
    """

    project: str
    source: str
    value: str
    written: str


@dataclass(frozen=True)
class Article:
    """A demonstration article with its publication time and the seeds it restates.

    Attributes:
        slug: Its name in addresses, unique in its outlet.
        published: When it counts as published, in the outlet's own time zone.
        paragraphs: Its text without headline, notice and imprint.
        concerns: One of ``CONCERNS``.
        encoding: The character encoding of its page.
        same_text_as: ``outlet/slug`` of the article whose text it repeats, or empty.
    """

    slug: str
    published: datetime
    headline: str
    summary: str
    paragraphs: tuple[str, ...]
    concerns: str
    encoding: str
    projects: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    states: tuple[Statement, ...] = ()
    same_text_as: str = ""


@dataclass(frozen=True)
class Outlet:
    """An invented publisher: its language, page layout, feeds and what stands round every text.

    Attributes:
        layout: One of ``LAYOUTS``.
        feeds: Some of ``FEEDS``.
        date_text: ``strftime`` pattern for layouts that print the date as text.
        notice: The sentence that says an article is a demonstration, in the outlet's language.
        words: The fixed words of its pages (sections, "related", ...), by key.
    """

    id: str
    name: str
    language: str
    encoding: str
    layout: str
    feeds: tuple[str, ...]
    date_text: str
    notice: str
    imprint: str
    words: Mapping[str, str]
    articles: tuple[Article, ...] = field(default=())

    @property
    def newest(self) -> datetime:
        """When its newest article was published."""
        return max(article.published for article in self.articles)


def load(folder: Path, today: date) -> tuple[Outlet, ...]:
    """Read every outlet of ``folder``, articles newest first, dated relative to ``today``.

    Args:
        folder: Where the outlets' YAML files are.
        today: The day that "days ago" counts from; the same day always gives the same newsroom.

    Raises:
        Invalid: A file is no YAML, or a key or value in it is not what the newsroom knows; the message names
            file, key and value.
    """
    raw = {path: _mapping(path) for path in sorted(folder.glob("*.yaml"))}
    if not raw:
        raise Invalid(f"{folder} holds no newsroom file (*.yaml).")
    texts = {
        f"{outlet.get('id')}/{article.get('slug')}": article["body"]
        for outlet in raw.values()
        for article in outlet.get("articles", [])
        if "body" in article
    }
    return tuple(_outlet(path.name, content, texts, today) for path, content in raw.items())


def _mapping(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise Invalid(f"{path.name} is not YAML: {error}") from error
    if not isinstance(content, dict):
        raise Invalid(f"{path.name} does not hold one outlet.")
    return content


def _outlet(file: str, raw: dict[str, Any], texts: Mapping[str, str], today: date) -> Outlet:
    _check_keys(file, raw, _OUTLET_KEYS, set())
    _check_word(file, "language", raw["language"], LANGUAGES)
    _check_word(file, "layout", raw["layout"], LAYOUTS)
    for feed in raw["feeds"]:
        _check_word(file, "feeds", feed, FEEDS)
    zone = timezone(timedelta(hours=raw["utc_offset_hours"]))
    articles = [_article(file, {"encoding": raw["encoding"]} | item, texts, today, zone) for item in raw["articles"]]
    if len({article.slug for article in articles}) != len(articles):
        raise Invalid(f"{file}: two articles have the same slug.")
    return Outlet(
        id=raw["id"],
        name=raw["name"],
        language=raw["language"],
        encoding=raw["encoding"],
        layout=raw["layout"],
        feeds=tuple(raw["feeds"]),
        date_text=raw["date_text"],
        notice=raw["notice"],
        imprint=raw["imprint"],
        words=raw["words"],
        articles=tuple(sorted(articles, key=lambda article: article.published, reverse=True)),
    )


def _article(file: str, raw: dict[str, Any], texts: Mapping[str, str], today: date, zone: timezone) -> Article:
    where = f"{file}, article {raw.get('slug')}"
    _check_keys(where, raw, _ARTICLE_KEYS, _OPTIONAL_ARTICLE_KEYS)
    _check_word(where, "concerns", raw["concerns"], CONCERNS)
    if raw["days_ago"] < 1:
        # An article of today could lie some hours ahead of the reader's clock.
        raise Invalid(f"{where}: days_ago is {raw['days_ago']}; it must be 1 or more.")
    copied = raw.get("same_text_as", "")
    body = texts.get(copied) if copied else raw.get("body")
    if not body:
        raise Invalid(f"{where}: no text ({f'same_text_as: {copied}' if copied else 'body is missing'}).")
    return Article(
        slug=raw["slug"],
        published=datetime.combine(today - timedelta(days=raw["days_ago"]), time.fromisoformat(raw["at"]), zone),
        headline=raw["headline"],
        summary=raw["summary"],
        paragraphs=tuple(" ".join(paragraph.split()) for paragraph in body.strip().split("\n\n")),
        concerns=raw["concerns"],
        encoding=raw["encoding"],
        projects=tuple(raw.get("projects", ())),
        sources=tuple(raw.get("sources", ())),
        states=tuple(
            Statement(item["project"], item["source"], str(item["value"]), str(item["written"]))
            for item in raw.get("states", ())
        ),
        same_text_as=copied,
    )


def _check_keys(where: str, raw: Mapping[str, Any], needed: set[str], optional: set[str]) -> None:
    if missing := needed - raw.keys():
        raise Invalid(f"{where}: {', '.join(sorted(missing))} missing.")
    if unknown := raw.keys() - needed - optional:
        raise Invalid(f"{where}: unknown key {', '.join(sorted(unknown))}.")


def _check_word(where: str, key: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise Invalid(f"{where}: {key} is {value!r}; known are {', '.join(known)}.")


def utc(moment: datetime) -> datetime:
    """``moment`` in UTC, as feeds and HTTP headers write it."""
    return moment.astimezone(UTC)
