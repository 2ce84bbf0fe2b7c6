"""A project that only a later copy of a story names is laid before the curators, whatever was decided of the others."""

import threading

import pytest
from django.db import transaction

from corridors.errors import Conflict, Refused
from projects import dossier
from projects.models import Change, Claim, Project, Source, Suggestion
from projects.services import changes, entries, suggestions
from projects.services.suggestions import CandidateProposal, ClaimProposal
from tests import factories as make
from tests.factories import TESTER
from tests.projects.test_writers import in_thread

pytestmark = pytest.mark.django_db

PIECE = {"field": "text", "start": 0, "end": 5, "text": "Words"}


def told(*projects: Project, by: Source | None = None, choice: int = 0, score: float = 0.9) -> Suggestion | None:
    """One story, told by another source at each call."""
    status = ClaimProposal("status", {"status": "operating"}, "It opened", 0, 9)
    return suggestions.propose(
        origin="feed",
        dedup_key="story:s",
        story_key="s",
        source=by or make.source(),
        excerpts=[PIECE],
        candidates=[CandidateProposal(one, score, "about", [], [status], choice) for one in projects],
    )


def open_rows(suggestion: Suggestion) -> list[Project]:
    return [row.project for row in suggestion.candidates.filter(verdict="")]


def confirmed(suggestion: Suggestion, *projects: Project) -> Change:
    rows = suggestion.candidates.filter(project__in=projects)
    outcome = suggestions.confirm(TESTER, suggestion, candidates=[row.pk for row in rows])
    return Change.objects.get(pk=outcome.change_id)


@pytest.fixture
def first() -> Project:
    return make.project()


@pytest.fixture
def second() -> Project:
    return make.project()


@pytest.mark.parametrize("decide", ["confirm", "reject"])
def test_it_opens_a_decided_story_for_itself_alone(first, second, decide):
    suggestion, copy = told(first), make.source()
    getattr(suggestions, decide)(TESTER, suggestion, candidates=[suggestion.candidates.get().pk])
    again = told(first, second, by=copy, score=0.4)
    assert again == suggestion
    assert (again.state, again.top_score, list(again.copies.all())) == ("open", 0.4, [copy])
    assert open_rows(again) == [second]
    assert again.excerpts == [PIECE, {**PIECE, "source": copy.pk}]
    assert Suggestion.objects.count() == 1


def test_it_joins_an_open_story_too_and_makes_forms_of_it_stale(first, second):
    suggestion = told(first)
    told(first, second)
    with pytest.raises(Conflict, match="has changed meanwhile"):
        suggestions.confirm(TESTER, suggestion, candidates=[suggestion.candidates.first().pk], version=1)
    suggestion.refresh_from_db()
    assert open_rows(suggestion) == [first, second]
    assert suggestion.version == 2


def test_the_same_copy_twice_or_one_that_names_nothing_new_changes_nothing(first, second):
    confirmed(told(first), first)
    copy = make.source()
    version = told(second, by=copy).version
    assert told(second, by=copy).version == version
    assert told(first, second).version == version


def test_what_it_names_is_attached_on_its_own_words(first, second):
    suggestion, copy = told(first), make.source(date="2024-06-02")
    confirmed(suggestion, first)
    told(second, by=copy)
    row = suggestion.candidates.get(project=second)
    outcome = suggestions.confirm(TESTER, suggestion, candidates=[row.pk], proposed=[row.proposed.get().pk])
    assert {claim.source for claim in Claim.objects.filter(project=second)} == {copy}
    assert dossier.load_one(second).status.shown.as_of == "2024-06-02"
    assert Change.objects.get(pk=outcome.change_id).source == copy
    suggestion.refresh_from_db()
    assert suggestion.state == "confirmed"
    assert [answer.head.source for answer in dossier.load_one(first).mentions] == [suggestion.source]


@pytest.mark.parametrize(("before", "state"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_refusing_it_leaves_what_was_decided_and_it_stays_refused(first, second, before, state):
    suggestion = told(first)
    getattr(suggestions, before)(TESTER, suggestion, candidates=[suggestion.candidates.get().pk])
    suggestions.reject(TESTER, told(second))
    suggestion.refresh_from_db()
    assert suggestion.state == state
    assert set(suggestion.candidates.values_list("project", "verdict")) == {
        (first.pk, state),
        (second.pk, "rejected"),
    }
    assert told(first, second) is None


def test_what_was_decided_is_decided_no_second_time(first, second):
    suggestion = told(first)
    confirmed(suggestion, first)
    told(second)
    with pytest.raises(Refused, match="that are open"):
        confirmed(suggestion, first)


def test_a_merge_makes_no_new_project_of_one_that_stands_there(first, second):
    confirmed(told(first), first)
    entries.merge(TESTER, first, second, reason="one line")
    assert told(Project.objects.get(pk=second.pk)) is None


def test_words_that_name_a_candidate_already_name_nothing_new(first, second):
    confirmed(told(first), first)
    assert told(first, second, choice=1) is None


def test_where_that_candidate_was_refused_they_do(first, second):
    suggestions.reject(TESTER, told(first))
    assert open_rows(told(first, second, choice=1)) == [second]


def test_what_the_same_words_of_a_copy_name_is_a_choice_of_its_own():
    one, other, late, later = (make.project() for _ in range(4))
    suggestion = told(one, other, choice=1)
    confirmed(suggestion, one)
    again = told(late, later, choice=1)
    assert again.ambiguous
    assert {row.choice for row in again.candidates.filter(verdict="")} == {2}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_both_decisions_are_undone_in_any_order_and_made_again(first, second, order):
    suggestion = told(first)
    decisions = [confirmed(suggestion, first)]
    told(second)
    decisions.append(confirmed(suggestion, second))
    undone = [changes.undo(TESTER, decisions[number]) for number in order]
    suggestion.refresh_from_db()
    assert suggestion.state == "open"
    assert set(open_rows(suggestion)) == {first, second}
    assert not Claim.objects.live().exists()
    for number in reversed(undone):
        changes.undo(TESTER, Change.objects.get(pk=number))
    suggestion.refresh_from_db()
    assert suggestion.state == "confirmed"
    assert open_rows(suggestion) == []


def test_an_earlier_decision_is_undone_and_made_again_while_the_copy_waits(first, second):
    suggestion = told(first)
    decision = confirmed(suggestion, first)
    told(second)
    undone = changes.undo(TESTER, decision)
    suggestion.refresh_from_db()
    assert set(open_rows(suggestion)) == {first, second}
    changes.undo(TESTER, Change.objects.get(pk=undone))
    suggestion.refresh_from_db()
    assert (suggestion.state, open_rows(suggestion)) == ("open", [second])


def test_an_undone_decision_made_again_does_not_close_over_a_copy_that_came_meanwhile(first, second):
    suggestion = told(first)
    undone = changes.undo(TESTER, confirmed(suggestion, first))
    told(second)
    changes.undo(TESTER, Change.objects.get(pk=undone))
    suggestion.refresh_from_db()
    assert (suggestion.state, open_rows(suggestion)) == ("open", [second])


@pytest.mark.django_db(transaction=True)
def test_a_copy_that_joins_while_a_curator_confirms_is_not_swallowed():
    first, second, copy = make.project(), make.project(), make.source()
    suggestion = told(first)
    row = suggestion.candidates.get().pk
    joined, go_on, refusals = threading.Event(), threading.Event(), []

    def join():
        with transaction.atomic():
            told(second, by=copy)
            joined.set()
            go_on.wait(10)

    def confirm():
        joined.wait(10)
        try:
            suggestions.confirm(TESTER, suggestion, candidates=[row], version=1)
        except Conflict as error:
            refusals.append(error.message)

    joining, confirming = in_thread(join), in_thread(confirm)
    assert joined.wait(10)
    confirming.join(0.5)
    assert confirming.is_alive(), "the verdict waits for the copy"
    go_on.set()
    joining.join(20)
    confirming.join(20)
    assert refusals == ["It has changed meanwhile; look at it again."]
    suggestion.refresh_from_db()
    assert set(open_rows(suggestion)) == {first, second}
