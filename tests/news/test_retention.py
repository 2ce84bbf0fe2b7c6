"""Texts are kept as long as somebody may look at them; what pages show stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import retention, tasks
from news.models import Article
from news.services import adding
from projects.models import Change, Suggestion
from projects.services import changes, suggestions
from projects.services.changes import Actor
from tests import factories
from tests.news.worlds import page

pytestmark = pytest.mark.django_db
CURATOR = Actor.system("tests")


@pytest.fixture
def read(site, linker, settings) -> Article:
    """An article that was read just now, and its suggestion, waiting."""
    settings.NEWS_TEXT_DAYS = 100
    site.pages["/a"] = page()
    return adding.add(site.url("/a"), CURATOR).article


def later(days: int) -> None:
    """Put everything that happened back by so many days."""
    back = timedelta(days=days)
    Article.objects.update(found_at=timezone.now() - back)
    for change in Change.objects.all():
        Change.objects.filter(pk=change.pk).update(at=change.at - back)


def text() -> str:
    return Article.objects.get().text


def test_a_text_decided_long_ago_goes_and_its_excerpts_stay(read):
    suggestion = Suggestion.objects.get()
    outcome = suggestions.confirm(CURATOR, suggestion, candidates=[suggestion.candidates.get().pk])
    later(101)
    tasks.prune()
    article = Article.objects.get()
    assert (article.text, article.title, article.text_length > 0) == ("", read.title, True)
    suggestion.refresh_from_db()
    assert "Example Railway" in " ".join(excerpt["text"] for excerpt in suggestion.excerpts)
    assert suggestion.candidates.get().reasons[0]["words"] == "Example Railway"
    changes.undo(CURATOR, Change.objects.get(pk=outcome.change_id))
    suggestion.refresh_from_db()
    assert suggestion.state == "open"
    assert retention.prune() == 0


def test_a_text_that_waits_for_a_curator_stays_however_old(read):
    later(1000)
    assert retention.prune() == 0
    assert text()


def test_a_text_decided_lately_stays_though_it_was_found_long_ago(read):
    later(1000)
    suggestions.reject(CURATOR, Suggestion.objects.get())
    assert retention.prune() == 0
    assert text()


def test_a_rejected_text_goes_too(read):
    suggestions.reject(CURATOR, Suggestion.objects.get())
    later(101)
    assert (retention.prune(), text()) == (1, "")


def test_zero_days_keep_every_text(read, settings):
    settings.NEWS_TEXT_DAYS = 0
    suggestions.reject(CURATOR, Suggestion.objects.get())
    later(10_000)
    assert retention.prune() == 0
    assert text()


def test_pruning_twice_is_pruning_once(read):
    suggestions.reject(CURATOR, Suggestion.objects.get())
    later(101)
    assert (retention.prune(), retention.prune()) == (1, 0)


def test_a_text_stays_while_what_a_copy_added_was_decided_lately(read):
    suggestion, harbour = Suggestion.objects.get(), factories.project("Example Harbour")
    suggestions.confirm(CURATOR, suggestion, candidates=[suggestion.candidates.get().pk])
    later(101)
    added = suggestions.propose(
        origin="feed",
        dedup_key=suggestion.dedup_key,
        story_key=suggestion.story_key,
        source=factories.source(),
        excerpts=[],
        candidates=[suggestions.CandidateProposal(harbour, 0.9, "about", [])],
    )
    tasks.prune()
    assert text()
    suggestions.confirm(CURATOR, added, candidates=[added.candidates.get(project=harbour).pk])
    tasks.prune()
    assert text()
    later(101)
    tasks.prune()
    assert not text()
