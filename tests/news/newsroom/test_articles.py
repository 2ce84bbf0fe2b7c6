"""The demonstration articles restate seeded facts only, and a broken article file is refused in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from corridors.errors import Invalid
from news.newsroom.articles import Article, Outlet, load
from news.newsroom.server import default_folder

TODAY = date(2030, 5, 20)
FACTS = Path(settings.BASE_DIR) / "seeds" / "facts"
OUTLETS = load(default_folder(), TODAY)
ARTICLES = [
    pytest.param(outlet, article, id=f"{outlet.id}/{article.slug}") for outlet in OUTLETS for article in outlet.articles
]

MINIMAL = {
    "id": "example", "name": "Demonstration Example", "language": "en", "encoding": "utf-8", "layout": "article",
    "feeds": ["rss"], "utc_offset_hours": 0, "date_text": "%Y", "notice": "Demonstration.", "imprint": "Invented.",
    "words": {},
}  # fmt: skip
STORY = {
    "slug": "story", "days_ago": 1, "at": "10:00", "headline": "A story", "summary": "In short.", "concerns": "none",
    "body": "Text.",
}  # fmt: skip


@pytest.fixture(scope="module")
def said() -> dict[str, set[tuple[str, str]]]:
    """For each seed project, every (source, value) that stands in its record."""
    projects = yaml.safe_load((FACTS / "projects.yaml").read_text(encoding="utf-8"))
    return {project["id"]: set(_values(project)) for project in projects}


def _values(node: Any, sources: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        sources = tuple(node.get("sources") or sources)
        for key, value in node.items():
            if isinstance(value, dict | list):
                yield from _values(value, sources)
            elif key != "note":
                yield from ((source, str(value)) for source in sources)
    elif isinstance(node, list):
        for item in node:
            yield from _values(item, sources)


def _text(article: Article) -> str:
    return " ".join((article.headline, article.summary, *article.paragraphs))


@pytest.mark.parametrize(("outlet", "article"), ARTICLES)
def test_every_statement_stands_in_the_facts_under_its_source(
    outlet: Outlet, article: Article, said: dict[str, set[tuple[str, str]]]
) -> None:
    for statement in article.states:
        assert statement.project in article.projects
        assert statement.source in article.sources
        assert (statement.source, statement.value) in said[statement.project]
        assert statement.written in _text(article)


@pytest.mark.parametrize(("outlet", "article"), ARTICLES)
def test_an_article_holds_no_figure_that_it_does_not_account_for(outlet: Outlet, article: Article) -> None:
    text = _text(article)
    for statement in sorted(article.states, key=lambda item: len(item.written), reverse=True):
        text = text.replace(statement.written, " ")

    assert re.findall(r"\S*\d\S*", text) == []


@pytest.mark.parametrize(("outlet", "article"), ARTICLES)
def test_the_sources_of_an_article_are_cited_by_its_projects(
    outlet: Outlet, article: Article, said: dict[str, set[tuple[str, str]]]
) -> None:
    cited = {source for project in article.projects for source, _ in said[project]}

    assert set(article.sources) <= cited
    assert bool(article.sources) == (article.concerns != "none")
    assert bool(article.projects) == (article.concerns != "none")


def test_the_four_languages_have_their_share() -> None:
    counts = Counter(outlet.language for outlet in OUTLETS for _ in outlet.articles)

    assert counts == {"en": 12, "ru": 11, "zh": 9, "kk": 9}


def test_about_two_thirds_concern_seeded_projects_and_each_language_has_others_beside_them() -> None:
    concerns = {
        language: Counter(
            article.concerns for outlet in OUTLETS if outlet.language == language for article in outlet.articles
        )
        for language in ("en", "ru", "zh", "kk")
    }

    assert all(count["none"] >= 3 for count in concerns.values())
    total = sum(concerns.values(), Counter())
    assert total["none"] < total.total() * 0.4
    assert total["passing"] >= 1
    assert total["round-up"] >= 2
    assert total["unclear"] >= 1


def test_one_text_appears_at_two_outlets() -> None:
    copies = [(outlet, article) for outlet in OUTLETS for article in outlet.articles if article.same_text_as]
    by_name = {f"{outlet.id}/{article.slug}": (outlet, article) for outlet in OUTLETS for article in outlet.articles}

    assert copies
    for outlet, copy in copies:
        first_outlet, first = by_name[copy.same_text_as]
        assert copy.paragraphs == first.paragraphs
        assert (outlet.notice, outlet.imprint) != (first_outlet.notice, first_outlet.imprint)


def test_dates_count_back_from_the_given_day_and_never_reach_it() -> None:
    later = load(default_folder(), TODAY + timedelta(days=40))

    for outlet, moved in zip(OUTLETS, later, strict=True):
        for article, again in zip(outlet.articles, moved.articles, strict=True):
            assert article.published.date() < TODAY
            assert again.published - article.published == timedelta(days=40)


def test_articles_stand_newest_first() -> None:
    for outlet in OUTLETS:
        dates = [article.published for article in outlet.articles]
        assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    ("outlet", "article", "complaint"),
    [
        ({"layout": "frames"}, {}, "layout is 'frames'"),
        ({"language": "xx"}, {}, "language is 'xx'"),
        ({"feeds": ["gopher"]}, {}, "feeds is 'gopher'"),
        ({"colour": "red"}, {}, "unknown key colour"),
        ({}, {"concerns": "perhaps"}, "concerns is 'perhaps'"),
        ({}, {"days_ago": 0}, "days_ago is 0"),
        ({}, {"author": "nobody"}, "unknown key author"),
        ({}, {"body": ""}, "no text"),
        ({}, {"same_text_as": "example/nowhere"}, "same_text_as: example/nowhere"),
    ],
)
def test_a_broken_file_is_refused_by_name(
    tmp_path: Path, outlet: dict[str, Any], article: dict[str, Any], complaint: str
) -> None:
    content = MINIMAL | {"articles": [STORY | article]} | outlet
    (tmp_path / "example.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")

    with pytest.raises(Invalid, match=r"example\.yaml") as refused:
        load(tmp_path, TODAY)

    assert complaint in refused.value.message


def test_a_missing_key_two_equal_slugs_and_text_that_is_no_yaml_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    for content, complaint in (
        (yaml.safe_dump(MINIMAL), "articles missing"),
        (yaml.safe_dump(MINIMAL | {"articles": [STORY, STORY]}), "same slug"),
        ("a: [", "is not YAML"),
        ("- a list", "does not hold one outlet"),
    ):
        file.write_text(content, encoding="utf-8")
        with pytest.raises(Invalid, match=complaint):
            load(tmp_path, TODAY)


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="holds no newsroom file"):
        load(tmp_path, TODAY)
