"""One article under two addresses, or twice under one headline: what is a copy, what is not, and that words say so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import copies
from news.models import Article, Attempt, Feed, State
from news.services import adding, fetching, polling, reading
from projects.models import Source, Suggestion
from projects.services.changes import Actor
from tests import factories
from tests.corridors.servers import Page
from tests.news.worlds import TEXT, feed, page, rss

pytestmark = pytest.mark.django_db
CURATOR = Actor.system("tests")
HEADLINE = "Works on the Example Railway finished ahead of time"
#: Another report of the same week's series: the same headline, a text of its own.
NEXT_WEEK = (
    "The Example Railway carried nineteen trains in the second week of May, its dispatchers wrote on Friday. Grain "
    "made up most of the load, and the wagons went back empty. A bridge near the border was closed for repairs on two "
    "nights, which delayed four of the trains by an hour or more, while the others kept to the timetable of the summer."
)


def taken(site, *paths: str) -> list[Article]:
    """The articles of these pages, listed by one feed and read in this order."""
    listed = Feed.objects.first() or feed(site)
    site.pages["/feed.xml"] = rss(site, *paths)
    polling.poll(listed.pk)
    for path in paths:
        article = Article.objects.get(url=site.url(path))
        fetching.fetch(article.pk)
        reading.read(article.pk)
    return [Article.objects.get(url=site.url(path)) for path in paths]


@pytest.mark.parametrize(
    "second",
    [HEADLINE, f"{HEADLINE} — Example News", f"Example News: {HEADLINE}", HEADLINE.upper(), f"{HEADLINE} | World"],
)
def test_the_same_headline_and_text_of_one_publisher_is_one_article(site, linker, second):
    site.pages |= {"/a": page(title=HEADLINE), "/b": page(f"{TEXT} The ministry will report in June.", title=second)}
    first, again = taken(site, "/a", "/b")
    assert (first.state, again.state) == (State.LINKED, State.COPY)
    assert again.duplicate_of == first
    assert "The same headline and text as" in again.outcome
    assert first.url in again.outcome
    assert Attempt.objects.filter(article=again, code="copy", words=again.outcome).exists()
    assert (Source.objects.count(), Suggestion.objects.get().copies.count()) == (1, 0)


def test_the_same_headline_over_another_text_is_another_article(site, linker):
    site.pages |= {"/a": page(title=HEADLINE), "/b": page(NEXT_WEEK, title=HEADLINE)}
    assert [article.state for article in taken(site, "/a", "/b")] == [State.LINKED, State.LINKED]
    assert Suggestion.objects.count() == 2


def test_a_headline_that_names_a_column_never_makes_a_copy(site, linker):
    site.pages |= {"/a": page(title="News in brief"), "/b": page(f"{TEXT} More in June.", title="News in brief")}
    first, second = taken(site, "/a", "/b")
    assert second.state == State.LINKED
    assert first.story == second.story


def test_the_same_headline_of_another_publisher_is_another_outlet(site, linker):
    site.pages |= {"/a": page(title=HEADLINE)}
    taken(site, "/a")
    Source.objects.update(publisher=factories.publisher())
    site.pages |= {"/b": page(title=HEADLINE)}
    (second,) = taken(site, "/b")
    assert second.state == State.LINKED
    assert list(Suggestion.objects.get().copies.all()) == [second.source]


def test_a_week_later_the_same_headline_and_text_is_a_reprint_not_a_copy(site, linker):
    site.pages |= {"/a": page(title=HEADLINE)}
    (first,) = taken(site, "/a")
    Article.objects.update(found_at=timezone.now() - timedelta(days=copies.HEADLINE_DAYS, minutes=1))
    site.pages |= {"/b": page(title=HEADLINE)}
    (second,) = taken(site, "/b")
    assert second.state == State.LINKED
    assert second.story == first.story


@pytest.mark.parametrize("order", [("/a", "/amp-a"), ("/amp-a", "/a")])
def test_a_page_that_claims_the_address_of_another_is_that_page_in_either_order(site, linker, order):
    linked = f'<link rel="canonical" href="{site.url("/a")}">'
    site.pages |= {"/a": page(title="Works finished"), "/amp-a": page(title="Works finished", head=linked)}
    first, second = taken(site, *order)
    assert (first.state, second.state) == (State.LINKED, State.COPY)
    assert second.outcome == f"The same page as {first.url}"


@pytest.mark.parametrize("order", [("/a", "/short"), ("/short", "/a")])
def test_a_short_address_is_the_page_it_leads_to_in_either_order(site, linker, order):
    site.pages |= {"/a": page(title="Works finished"), "/short": Page(b"", 302, {"Location": "/a"})}
    first, second = taken(site, *order)
    assert (first.state, second.state) == (State.LINKED, State.COPY)


def test_pages_that_a_template_gives_one_wrong_address_are_not_one(site, linker):
    wrong = f'<link rel="canonical" href="{site.url("/news/list")}">'
    site.pages |= {"/a": page(title=HEADLINE, head=wrong), "/b": page(NEXT_WEEK, title="Trains of a week", head=wrong)}
    assert [article.state for article in taken(site, "/a", "/b")] == [State.LINKED, State.LINKED]


def test_an_article_that_was_taken_away_is_not_the_front_page(site, linker):
    site.pages |= {"/gone": Page(b"", 302, {"Location": "/"}), "/": page()}
    result = adding.add(site.url("/gone"), CURATOR)
    assert result.article.state == State.FAILED
    assert result.words == "The article is gone: its address leads to the site's front page."
    assert not Source.objects.exists()


def test_who_pastes_a_copy_is_shown_the_suggestion_of_its_original(site, linker):
    site.pages |= {"/a": page(title="Works finished"), "/short": Page(b"", 302, {"Location": "/a"})}
    adding.add(site.url("/a"), CURATOR)
    result = adding.add(site.url("/short"), CURATOR)
    assert result.article.state == State.COPY
    assert result.suggestion == Suggestion.objects.get()


def test_a_pasted_page_is_no_copy_of_one_that_was_passed_over(site, linker):
    linker.score = 0.4
    site.pages |= {"/a": page(title="Works finished"), "/short": Page(b"", 302, {"Location": "/a"})}
    (passed,) = taken(site, "/a")
    result = adding.add(site.url("/short"), CURATOR)
    assert passed.state == State.UNLINKED
    assert result.article.state == State.LINKED
    assert result.suggestion is not None
