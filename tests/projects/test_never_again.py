"""What a curator refused for a story stays refused, however the story or the project comes back."""

import pytest

from projects import dossier
from projects.models import Change, Project, Source, Suggestion
from projects.services import changes, entries, suggestions
from projects.services.suggestions import CandidateProposal
from tests import factories as make
from tests.factories import TESTER

pytestmark = pytest.mark.django_db


def proposed(
    *projects: Project, story: str = "story", by: Source | None = None, score: float = 0.9
) -> Suggestion | None:
    """The same story laid before the curators once more, by another source unless one is given."""
    return suggestions.propose(
        origin="feed",
        dedup_key=f"story:{story}",
        story_key=story,
        source=by or make.source(),
        excerpts=[],
        candidates=[CandidateProposal(project, score, "about", []) for project in projects],
    )


def rejected(*projects: Project, voice: str = "wire", story: str = "story") -> int:
    """Id of the change in which a story of that voice was refused for the projects."""
    suggestion = proposed(*projects, story=story, by=make.source(voice=voice))
    outcome = suggestions.reject(TESTER, suggestion, reason="another line")
    assert outcome.change_id
    return outcome.change_id


def test_a_copy_of_the_story_does_not_bring_it_back():
    project = make.project()
    rejected(project)
    assert proposed(project) is None
    assert Suggestion.objects.get().state == "rejected"


def test_the_voice_does_not_bring_it_back_as_another_story():
    project, other = make.project(), make.project()
    rejected(project)
    assert proposed(project, story="retold", by=make.source(voice="wire")) is None
    assert [
        row.project for row in proposed(project, other, story="retold", by=make.source(voice="wire")).candidates.all()
    ] == [other]


def test_another_story_of_another_voice_may_propose_it():
    project = make.project()
    rejected(project)
    assert proposed(project, story="news", by=make.source(voice="other")).candidates.get().project == project


def test_a_likelier_score_of_a_newer_linker_does_not_bring_it_back():
    project = make.project()
    rejected(project)
    assert proposed(project, score=0.99) is None
    assert Suggestion.objects.count() == 1


def test_nor_does_a_copy_that_names_another_project_beside_it():
    project, other = make.project(), make.project()
    rejected(project)
    suggestion = proposed(project, other)
    assert [(row.project, row.verdict) for row in suggestion.candidates.order_by("pk")] == [
        (project, "rejected"),
        (other, ""),
    ]


def test_candidates_left_out_of_a_confirmation_stay_out():
    chosen, left = make.project(), make.project()
    suggestion = proposed(chosen, left, by=make.source(voice="wire"))
    suggestions.confirm(TESTER, suggestion, candidates=[suggestion.candidates.get(project=chosen).pk])
    assert proposed(left) is None
    assert proposed(left, story="retold", by=make.source(voice="wire")) is None


def test_a_merge_does_not_bring_it_back():
    loser, winner, last = make.project(), make.project(), make.project()
    rejected(loser)
    entries.merge(TESTER, loser, winner, reason="one line")
    assert proposed(winner, story="retold", by=make.source(voice="wire")) is None
    assert proposed(loser, story="retold", by=make.source(voice="wire")) is None
    entries.merge(TESTER, Project.objects.get(pk=winner.pk), last, reason="one line")
    assert proposed(last, story="retold", by=make.source(voice="wire")) is None


def test_undoing_the_merge_asks_of_the_winner_again():
    loser, winner = make.project(), make.project()
    rejected(loser)
    merged = entries.merge(TESTER, loser, winner, reason="one line")
    changes.undo(TESTER, Change.objects.get(pk=merged))
    fresh = Project.objects.get(pk=loser.pk)
    laid = proposed(fresh, winner, story="retold", by=make.source(voice="wire"))
    assert [row.project for row in laid.candidates.all()] == [winner]


def test_undoing_the_refusal_opens_it_again_with_the_copies_that_came_meanwhile():
    project, copy = make.project(), make.source()
    refusal = rejected(project)
    assert proposed(project, by=copy) is None
    changes.undo(TESTER, Change.objects.get(pk=refusal))
    suggestion = Suggestion.objects.get()
    assert (suggestion.state, suggestion.candidates.get().verdict) == ("open", "")
    assert list(suggestion.copies.all()) == [copy]
    assert proposed(project) == suggestion
    assert proposed(project, story="retold", by=make.source(voice="wire")) is not None


def test_what_a_stale_catalogue_finds_is_laid_down_once_under_the_living_project():
    loser, winner = make.project(), make.project()
    entries.merge(TESTER, loser, winner, reason="one line")
    stale = Project.objects.get(pk=loser.pk)
    suggestion = proposed(stale, winner)
    assert [row.project for row in suggestion.candidates.all()] == [winner]


def test_a_candidate_merged_while_it_waited_is_attached_to_its_successor():
    loser, winner = make.project(), make.project()
    suggestion = make.suggestion(
        loser, claims=[suggestions.ClaimProposal("status", {"status": "operating"}, "opens", 0, 5)]
    )
    entries.merge(TESTER, loser, winner, reason="one line")
    row = suggestion.candidates.get()
    outcome = suggestions.confirm(TESTER, suggestion, candidates=[row.pk], proposed=[row.proposed.get().pk])
    found = dossier.load_one(winner)
    assert found.status.shown.quote == "opens"
    assert [answer.head.source for answer in found.mentions] == [suggestion.source]
    assert outcome.words == f"Attached to {winner.label} with 1 claim."
    changes.undo(TESTER, Change.objects.get(pk=outcome.change_id))
    assert not dossier.load_one(winner).mentions


@pytest.mark.parametrize("choice", [0, 1])
def test_two_candidates_that_became_one_project_share_its_verdict(choice):
    loser, winner, other = make.project(), make.project(), make.project()
    proposals = [
        CandidateProposal(loser, 0.9, "about", [], [], choice),
        CandidateProposal(winner, 0.8, "passing", [], [], choice),
        CandidateProposal(other, 0.7, "about", []),
    ]
    suggestion = make.suggestion(candidates=proposals, by=make.source(voice="wire"))
    entries.merge(TESTER, loser, winner, reason="one line")
    outcome = suggestions.confirm(TESTER, suggestion, candidates=suggestions.likeliest(suggestion))
    assert outcome.words == f"Attached to {winner.label}."
    assert list(suggestion.candidates.values_list("verdict", flat=True)) == ["confirmed", "confirmed", "rejected"]
    assert suggestions.refused_projects("wire", "") == {other.pk}
    (mention,) = dossier.load_one(winner).mentions
    assert [claim.aspect for claim in mention.claims] == ["about"]
    changes.undo(TESTER, Change.objects.get(pk=outcome.change_id))
    suggestions.reject(TESTER, suggestion, candidates=[suggestion.candidates.get(project=winner).pk])
    assert list(suggestion.candidates.values_list("verdict", flat=True)) == ["rejected", "rejected", ""]


def test_outlets_are_counted_by_publisher_not_by_page():
    project, paper, other = make.project(), make.publisher(), make.publisher()
    suggestion = proposed(project, by=make.source(by=paper))
    for publisher in (paper, other, other):
        proposed(project, by=make.source(by=publisher))
    assert suggestion.copies.count() == 3
    assert suggestion.other_outlets == [other]
