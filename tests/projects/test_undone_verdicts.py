"""What is undone waits again as if nobody had decided it: in its place in the queue, and not behind anyone's back."""

import threading

import pytest
from django.db import transaction

from corridors.errors import Conflict, Refused
from projects.models import Change, Project, Suggestion
from projects.services import changes, suggestions
from tests import factories as make
from tests.factories import TESTER
from tests.projects.test_later_copies import confirmed, open_rows, told
from tests.projects.test_writers import in_thread

pytestmark = pytest.mark.django_db


def refused(suggestion: Suggestion, project: Project) -> Change:
    outcome = suggestions.reject(TESTER, suggestion, candidates=[suggestion.candidates.get(project=project).pk])
    return Change.objects.get(pk=outcome.change_id)


@pytest.fixture
def first() -> Project:
    return make.project()


@pytest.fixture
def second() -> Project:
    return make.project()


def test_a_form_from_before_an_undoing_does_not_refuse_what_it_opened(first, second):
    story = told(first, second)
    refusal = refused(story, first)
    seen = Suggestion.objects.get()
    changes.undo(TESTER, refusal)
    with pytest.raises(Conflict, match="has changed meanwhile"):
        suggestions.confirm(TESTER, story, candidates=[story.candidates.get(project=second).pk], version=seen.version)
    assert open_rows(story) == [first, second]


def test_what_is_opened_again_stands_in_the_queue_by_its_own_likelihood(first, second):
    story = told(first, score=0.9)
    decision = confirmed(story, first)
    told(second, score=0.4)
    changes.undo(TESTER, decision)
    story.refresh_from_db()
    assert (story.state, story.top_score) == ("open", 0.9)


def test_what_is_left_of_a_story_stands_in_the_queue_by_its_own_likelihood(first, second):
    story = told(first, score=0.9)
    told(second, score=0.4)
    refusal = refused(story, first)
    story.refresh_from_db()
    assert (story.state, story.top_score) == ("open", 0.4)
    changes.undo(TESTER, refusal)
    story.refresh_from_db()
    assert story.top_score == 0.9


def test_a_choice_that_is_opened_again_is_shown_as_one(first, second):
    other = make.project()
    story = told(first, second, choice=1)
    decision = confirmed(story, first)
    told(other)
    story.refresh_from_db()
    assert not story.ambiguous
    changes.undo(TESTER, decision)
    story.refresh_from_db()
    assert story.ambiguous
    confirmed(story, first)
    story.refresh_from_db()
    assert story.state == "confirmed"


def test_of_the_same_words_one_is_confirmed_at_most_also_after_an_undoing(first, second):
    story = told(first, second, choice=1)
    refusal = refused(story, first)
    confirmed(story, second)
    changes.undo(TESTER, refusal)
    with pytest.raises(Refused, match=f"The same words name {second.label} and {first.label}"):
        confirmed(story, first)
    suggestions.reject(TESTER, story)
    story.refresh_from_db()
    assert story.state == "confirmed"


@pytest.mark.django_db(transaction=True)
def test_a_copy_that_joins_while_a_decision_is_made_again_is_not_swallowed():
    first, second = make.project(), make.project()
    story = told(first)
    undone = changes.undo(TESTER, confirmed(story, first))
    joined, go_on = threading.Event(), threading.Event()

    def join():
        with transaction.atomic():
            told(second)
            joined.set()
            go_on.wait(10)

    def make_again():
        joined.wait(10)
        changes.undo(TESTER, Change.objects.get(pk=undone))

    joining, deciding = in_thread(join), in_thread(make_again)
    assert joined.wait(10)
    deciding.join(0.5)
    go_on.set()
    joining.join(20)
    deciding.join(20)
    story.refresh_from_db()
    assert (story.state, open_rows(story)) == ("open", [second])
