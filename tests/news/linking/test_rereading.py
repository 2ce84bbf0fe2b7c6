"""Stories linked before gain a project that is newer than they are, on the words that were kept; nothing is fetched."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from news import retention
from news.linking import from_database
from news.models import Article, State, Story
from news.services import adding, fetching, polling, proposing, reading, relinking
from projects.models import Candidate, Suggestion
from projects.services import changes, suggestions
from projects.services.changes import Actor
from tests import factories
from tests.news.worlds import TEXT, feed, page, rss

pytestmark = pytest.mark.django_db
CURATOR = Actor.system("tests")
HARBOUR = "The Example Harbour opened on the same day, and its cranes unloaded the first ship."


@pytest.fixture
def harbour():
    """A project that the linker does not know of yet."""
    return factories.project("Example Harbour")


@pytest.fixture
def story(site, linker) -> Suggestion:
    """News that names two projects, read when one of them was known."""
    site.pages["/a"] = page(f"{TEXT} {HARBOUR}")
    suggestion = adding.add(site.url("/a"), CURATOR).suggestion
    assert suggestion is not None
    return suggestion


def listed(site, *paths: str) -> list[Article]:
    """The articles of these pages, which a feed lists, read in this order."""
    site.pages["/feed.xml"] = rss(site, *paths)
    polling.poll(feed(site).pk)
    return [read(site, path) for path in paths]


def read(site, path: str) -> Article:
    """The article at that path, fetched and read."""
    article = Article.objects.get(url=site.url(path))
    fetching.fetch(article.pk)
    reading.read(article.pk)
    article.refresh_from_db()
    return article


def confirm(suggestion: Suggestion) -> int | None:
    open_rows = suggestion.candidates.filter(verdict="").values_list("pk", flat=True)
    return suggestions.confirm(CURATOR, suggestion, candidates=open_rows).change_id


def test_a_decided_story_is_suggested_for_a_new_project_that_its_text_names(
    site, linker, railway, story, harbour, capsys
):
    confirm(story)
    linker.projects.append(harbour)
    asked = len(site.log)
    call_command("relink", harbour.public_id)
    assert "1 article linked before read again; 1 story gained a candidate." in capsys.readouterr().out
    assert len(site.log) == asked
    story.refresh_from_db()
    assert story.state == "open"
    assert set(story.candidates.values_list("project", "verdict")) == {(railway.pk, "confirmed"), (harbour.pk, "")}
    candidate = story.candidates.get(project=harbour)
    assert (candidate.score, candidate.source, candidate.reasons[0]["words"]) == (0.93, None, "Example Harbour")
    assert any("Example Harbour" in piece["text"] for piece in story.excerpts)
    article = Article.objects.get()
    assert article.state == State.LINKED
    assert article.outcome.endswith("Looked at again: laid before the curators for Example Harbour.")


def test_it_is_attached_beside_what_was_confirmed(linker, railway, story, harbour):
    confirm(story)
    linker.projects.append(harbour)
    relinking.reread([harbour.public_id])
    story.refresh_from_db()
    confirm(story)
    story.refresh_from_db()
    assert story.state == "confirmed"
    assert {claim.project for claim in story.source.claims.filter(kind="mention")} == {railway, harbour}


def test_twice_is_once_and_refused_stays_refused(linker, story, harbour):
    linker.projects.append(harbour)
    assert relinking.reread([harbour.public_id]) == (1, 1)
    assert relinking.reread([harbour.public_id]) == (1, 0)
    suggestions.reject(CURATOR, story)
    before = Suggestion.objects.values().get()
    assert relinking.reread([harbour.public_id]) == (1, 0)
    assert Suggestion.objects.values().get() == before


def test_the_names_of_others_and_what_was_not_asked_for_touch_nothing(linker, story, harbour):
    linker.projects.append(harbour)
    before = Suggestion.objects.values().get()
    assert relinking.reread([factories.project("Velmar bridge").public_id]) == (1, 0)
    assert Suggestion.objects.values().get() == before


def test_of_two_projects_asked_for_each_joins_what_speaks_for_it(linker, story, harbour):
    depot = factories.project("the depot")
    linker.projects += [harbour, depot]
    assert relinking.reread([harbour.public_id]) == (1, 1)
    assert relinking.reread([harbour.public_id, depot.public_id]) == (1, 1)
    assert story.candidates.count() == 3


def test_a_story_joins_only_what_it_would_have_been_taken_in_for(site, linker, harbour, settings):
    site.pages["/a"] = page(f"{TEXT} {HARBOUR}")
    listed(site, "/a")
    linker.projects, linker.score = [harbour], settings.NEWS_SUGGEST_FROM - 0.01
    assert relinking.reread([harbour.public_id]) == (1, 0)
    linker.score = settings.NEWS_SUGGEST_FROM
    assert relinking.reread([harbour.public_id]) == (1, 1)


def test_what_only_a_copy_says_stands_on_the_words_of_the_copy(site, linker, harbour):
    site.pages |= {"/a": page(title="Works finished"), "/b": page(f"{TEXT} {HARBOUR}", title="Trains and ships")}
    first, copy = listed(site, "/a", "/b")
    assert first.story == copy.story
    linker.projects.append(harbour)
    assert relinking.reread([harbour.public_id]) == (2, 1)
    assert Candidate.objects.get(project=harbour).source == copy.source


@pytest.mark.parametrize("order", [("/a", "/b"), ("/b", "/a")])
def test_of_a_story_told_twice_the_document_that_the_curators_see_speaks(site, linker, harbour, order):
    text = f"{TEXT} {HARBOUR}"
    site.pages |= {"/a": page(text, title="Works finished"), "/b": page(text, title="Trains and ships")}
    site.pages["/feed.xml"] = rss(site, "/a", "/b")
    polling.poll(feed(site).pk)
    for path in order:
        read(site, path)
    assert Suggestion.objects.get().source.url == site.url(order[0])
    linker.projects.append(harbour)
    assert relinking.reread([harbour.public_id]) == (2, 1)
    assert Candidate.objects.get(project=harbour).source is None


@pytest.mark.parametrize(("title", "stories"), [("Example Harbour and the railway", 1), ("Works finished", 0)])
def test_where_a_text_was_forgotten_the_headline_speaks(site, linker, harbour, settings, monkeypatch, title, stories):
    settings.NEWS_TEXT_DAYS = 100
    site.pages["/a"] = page(f"{TEXT} {HARBOUR}", title=title)
    confirm(adding.add(site.url("/a"), CURATOR).suggestion)
    Article.objects.update(found_at=timezone.now() - timedelta(days=101))
    changes.Change.objects.update(at=timezone.now() - timedelta(days=101))
    assert retention.prune() == 1
    monkeypatch.setattr(proposing, "current_linker", from_database.current_linker)
    assert relinking.reread([harbour.public_id]) == (1, stories)


def test_only_the_articles_of_the_newest_stories_are_read_when_asked_so(site, linker, harbour):
    site.pages |= {
        "/a": page(f"{TEXT} {HARBOUR}", title="Works finished"),
        "/b": page(f"{HARBOUR} Trains of the Example Railway carried the cargo on, wrote the paper.", title="Ships"),
    }
    old, new = listed(site, "/a", "/b")
    assert old.story != new.story
    linker.projects.append(harbour)
    assert relinking.reread([harbour.public_id], newest=1) == (1, 1)
    assert Candidate.objects.get(project=harbour).suggestion.story_key == new.story.key


def several(site, count: int) -> None:
    """As many stories of their own, which name the harbour as well."""
    paths = [f"/{number}" for number in range(count)]
    for path in paths:
        words = " ".join(f"{word}{path.strip('/')}" for word in TEXT.split()[9:50])
        site.pages[path] = page(f"The Example Railway waits. {words}. {HARBOUR}", title=f"News of day {path}")
    listed(site, *paths)
    assert Story.objects.count() == count


def test_a_look_that_stops_at_so_many_stories_is_gone_on_with_by_the_next(site, linker, harbour):
    several(site, 3)
    linker.projects.append(harbour)
    looks = [relinking.reread([harbour.public_id], most=2) for _ in range(3)]
    assert looks == [(3, 2), (3, 1), (3, 0)]


def test_a_look_broken_off_is_made_again_and_finds_the_rest(site, linker, harbour, monkeypatch):
    several(site, 3)
    linker.projects.append(harbour)
    reconsider = suggestions.reconsider

    def breaks(**values):
        joined = reconsider(**values)
        if Candidate.objects.filter(project=harbour).count() == 2:
            raise SystemExit
        return joined

    monkeypatch.setattr(suggestions, "reconsider", breaks)
    with pytest.raises(SystemExit):
        relinking.reread([harbour.public_id])
    # What was being written went with it, what was written before stays.
    assert Candidate.objects.filter(project=harbour).count() == 1
    monkeypatch.undo()
    monkeypatch.setattr("news.services.proposing.current_linker", lambda: linker)
    assert relinking.reread([harbour.public_id]) == (3, 2)
    assert Candidate.objects.filter(project=harbour).count() == Suggestion.objects.count() == 3
    assert all(article.outcome.count("Looked at again") == 1 for article in Article.objects.all())


def test_reading_costs_a_fixed_number_of_queries(site, linker, harbour, django_assert_max_num_queries):
    several(site, 5)
    other = factories.project("Velmar bridge")
    linker.projects += [harbour, other]
    relinking.reread([harbour.public_id])
    # Five articles that concern the one no longer and the other never.
    for project in (harbour, other):
        with django_assert_max_num_queries(25):
            assert relinking.reread([project.public_id]) == (5, 0)


def test_a_story_costs_a_bounded_number_of_queries(linker, story, harbour, django_assert_max_num_queries):
    relinking.reread([harbour.public_id])
    linker.projects.append(harbour)
    with django_assert_max_num_queries(30):
        assert relinking.reread([harbour.public_id]) == (1, 1)
