"""The desk of stories: which articles print one text, which began it, and what was made of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import Article, State, Story
from news.services import feeds
from projects.models import Project, Suggestion
from tests import factories as make
from tests.curation.conftest import text

LIST = reverse("admin:news_story_changelist")


@pytest.fixture
def story(db: None) -> Story:
    return Story.objects.create(key="first", language="ru", created_at=timezone.now())


@pytest.fixture
def project(db: None) -> Project:
    return make.project("Example Railway of the story")


def article(story: Story | None, key: str, title: str, minutes: int = 0, **values: Any) -> Article:
    told = {"state": State.LINKED, "outcome": "Read.", "language": "ru", "published": "2026-05-01"}
    return Article.objects.create(
        url=f"https://{key}.example/1",
        url_key=key,
        found_at=timezone.now() + timedelta(minutes=minutes),
        story=story,
        title=title,
        **{**told, **values},
    )


def suggested(story: Story, project: Project, **values: Any) -> Suggestion:
    return make.suggestion(project, story_key=story.key, **values)


def page_of(story: Story) -> str:
    return reverse("admin:news_story_change", args=[story.pk])


def test_a_story_shows_its_articles_in_order_with_the_one_it_began_with(
    curator: Client, story: Story, project: Project
) -> None:
    by, lister = make.source(), make.publisher()
    feed = feeds.add(lister, "https://feed.example/rss", "ru")[0]
    later = article(story, "copy", "Копия статьи", 5, feed=feed, published="")
    first = article(story, "first", "Первая статья", source=by)
    again = article(None, "again", "x", state=State.COPY, duplicate_of=later)
    suggestion = suggested(story, project, by=by, score=0.83)
    page = text(curator.get(page_of(story)))
    assert page.index(f'>{first}</a> <span class="tag" lang="en">original') < page.index(f">{later}</a></th>")
    for told in (
        str(by.publisher),
        str(lister),
        "Russian",
        "2026-05-01",
        "not known",
        "0.83",
        project.label,
        reverse("admin:projects_project_change", args=[project.pk]),
        reverse("admin:projects_suggestion_change", args=[suggestion.pk]),
        reverse("admin:news_article_change", args=[later.pk]),
        reverse("admin:news_article_change", args=[again.pk]),
        "the same page as Копия статьи",
    ):
        assert told in page, told
    assert "is not among them any more" not in page


def test_articles_and_suggestions_lead_to_their_story(curator: Client, story: Story, project: Project) -> None:
    first = article(story, "first", "Первая статья")
    alone = text(curator.get(reverse("admin:news_article_change", args=[first.pk])))
    assert page_of(story) in alone
    assert "this article alone" in alone
    article(story, "copy", "Копия статьи")
    assert "2 articles print it" in text(curator.get(reverse("admin:news_article_change", args=[first.pk])))
    mine, other = suggested(story, project), make.suggestion(project)
    assert page_of(story) in text(curator.get(reverse("admin:projects_suggestion_change", args=[mine.pk])))
    page = text(curator.get(reverse("admin:projects_suggestion_change", args=[other.pk])))
    assert "story and its articles" not in page


def test_a_story_without_its_first_article_or_a_suggestion_says_so(curator: Client, story: Story) -> None:
    article(story, "copy", "Копия <b>статьи</b>")
    page = text(curator.get(page_of(story)))
    assert "The one it began with is not among them any more." in page
    assert "none; what became of its articles stands on their pages" in page
    assert "<b>статьи" not in page
    Article.objects.all().delete()
    assert "None is left." in text(curator.get(page_of(story)))


def test_stories_are_listed_by_their_headline_and_found_by_any(curator: Client, story: Story) -> None:
    assert "No story is here yet" not in text(curator.get(LIST))
    article(story, "first", "Первая статья")
    article(story, "copy", "Копия статьи", 5)
    page = text(curator.get(LIST))
    assert "Первая статья" in page
    assert '<td class="field-copies">2</td>' in page
    assert "Первая статья" in text(curator.get(LIST, {"q": "Копия"}))
    assert "Nothing here matches." in text(curator.get(LIST, {"q": "nothing of the kind"}))
    assert "Nothing here matches." in text(curator.get(LIST, {"language": "zz"}))


def test_stories_are_read_only_and_by_those_who_may(curator: Client, onlooker: Client, story: Story) -> None:
    for url in (LIST, page_of(story)):
        assert onlooker.get(url).status_code == 403
        assert Client().get(url).status_code == 302
    assert curator.post(page_of(story), {"language": "en"}).status_code == 403
    for number in ("99", "x", "9" * 40, "1%00"):
        url = f"{LIST}{number}/change/"
        assert "There is no story" in text(curator.get(url, follow=True)), number


def test_a_story_costs_a_fixed_number_of_queries(
    curator: Client, story: Story, project: Project, django_assert_max_num_queries: Any
) -> None:
    feed = feeds.add(make.publisher(), "https://feed.example/rss", "ru")[0]
    suggested(story, project, by=make.source())
    for number in range(120):
        copy = article(story, f"copy-{number}", "Копия", source=make.source() if number % 2 else None, feed=feed)
        article(None, f"again-{number}", "x", state=State.COPY, duplicate_of=copy)
        Story.objects.create(key=f"other-{number}", language="ru", created_at=timezone.now())
    with django_assert_max_num_queries(9):
        page = text(curator.get(page_of(story)))
    assert "the first 100 of 120" in page
    with django_assert_max_num_queries(10):
        curator.get(LIST)
