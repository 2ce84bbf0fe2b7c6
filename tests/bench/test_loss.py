"""The counting of `bench.loss` finds what is lost and what is doubled: it is no use if it cannot fail."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import timezone

from bench import intake_rows, outlets
from news import identity
from news.linking.catalogue import Entry, Name
from news.linking.linker import Linker
from news.models import Article, State, Story
from tests import factories

pytestmark = pytest.mark.django_db
NAMES = outlets.project_names(3)


@pytest.fixture
def stand() -> Iterator[outlets.Newsstand]:
    about, other = outlets.make_stories(NAMES, linked=1, other=1, seed=1)
    with outlets.serving([about, about, other], outlets=2, feeds=2) as running:
        yield running


def taken_in(stand: outlets.Newsstand) -> None:
    """The rows that a faultless intake would leave."""
    project = factories.project(NAMES[0])
    story = Story.objects.create(key="one", language="en", created_at=timezone.now())
    suggestion = None
    for address, told in stand.stories.items():
        row = Article(url=address, url_key=identity.key(address), found_at=timezone.now(), state=State.UNLINKED)
        if told.projects:
            row.state, row.story, row.source = State.LINKED, story, factories.source(url=address)
            if suggestion is None:
                suggestion = factories.suggestion(project, source=row.source, story_key="one")
            else:
                suggestion.copies.add(row.source)
        row.save()


def test_a_faultless_intake_lost_and_doubled_nothing(stand):
    taken_in(stand)
    counts = intake_rows.count(stand)
    assert (counts.articles, counts.rows, counts.stories, counts.suggestions) == (3, 3, 1, 1)
    assert not any(counts.lost.values())
    assert not any(counts.doubled.values())


def test_every_story_about_a_project_is_surely_found():
    names = outlets.project_names(30)
    linker = Linker([Entry(name, (Name(name, "en", "harvested", "label"),)) for name in names])
    for story in outlets.make_stories(names, linked=400, other=100, seed=1):
        found = linker.link(story.title, " ".join(story.sentences), "en")
        assert {link.project for link in found if link.score >= settings.NEWS_SUGGEST_FROM} == set(story.projects)


def test_an_address_without_a_finished_row_is_lost(stand):
    taken_in(stand)
    last = Article.objects.order_by("pk").last()
    Article.objects.filter(pk=last.pk).update(state=State.FETCHED)
    assert intake_rows.count(stand).lost["addresses"] == 1
    last.delete()
    assert intake_rows.count(stand).lost["addresses"] == 1


def test_a_print_that_joined_no_suggestion_is_lost(stand):
    taken_in(stand)
    intake_rows.Suggestion.objects.get().copies.clear()
    assert intake_rows.count(stand).lost == {"addresses": 0, "stories": 0, "prints": 1}


def test_a_story_without_a_suggestion_is_lost(stand):
    taken_in(stand)
    intake_rows.Suggestion.objects.update(story_key="another", dedup_key="another")
    assert intake_rows.count(stand).lost["stories"] == 1


def test_one_story_in_two_rows_is_doubled(stand):
    taken_in(stand)
    second = Story.objects.create(key="two", language="en", created_at=timezone.now())
    Article.objects.filter(pk=Article.objects.filter(state=State.LINKED).first().pk).update(story=second)
    assert intake_rows.count(stand).doubled["stories"] == 1


def test_a_row_that_no_outlet_explains_is_doubled(stand):
    taken_in(stand)
    Article.objects.create(url="https://x.example/", url_key="x", found_at=timezone.now(), state=State.UNLINKED)
    assert intake_rows.count(stand).doubled["rows of no address"] == 1


def test_the_same_seed_makes_the_same_texts_and_neighbours_stand_apart(stand):
    stories = outlets.make_stories(NAMES, linked=3, other=3, seed=7)
    assert stories == outlets.make_stories(NAMES, linked=3, other=3, seed=7)
    assert stories != outlets.make_stories(NAMES, linked=3, other=3, seed=8)
    assert len({story.title for story in stories}) == 6
    first, second, _third = stand.stories
    assert stand.stories[first] == stand.stories[second]
    assert identity.host(first) != identity.host(second)
    assert len(stand.feeds) == 2
