"""Merged projects: nothing lives on them and nothing is written to them, in whatever order acts are done and undone."""

import pytest

from corridors.errors import Conflict, Refused
from projects import selectors
from projects.dossier import View
from projects.models import Change, Project
from projects.services import changes, claims, entries
from tests import factories as make
from tests.factories import TESTER

pytestmark = pytest.mark.django_db


def fresh(project: Project) -> Project:
    return Project.objects.get(pk=project.pk)


def merged(loser: Project, winner: Project) -> int:
    return entries.merge(TESTER, fresh(loser), fresh(winner), reason="one line")


class TestTwoCurators:
    """What each looked at is older than what the other did."""

    def test_nothing_is_merged_into_what_was_merged_meanwhile(self):
        loser, winner, last = make.project(), make.project(), make.project()
        seen = fresh(winner)
        merged(winner, last)
        with pytest.raises(Refused):
            entries.merge(TESTER, loser, seen, reason="one line")

    def test_two_projects_are_not_merged_into_each_other(self):
        one, other = make.project(), make.project()
        seen = fresh(one), fresh(other)
        merged(one, other)
        with pytest.raises(Refused):
            entries.merge(TESTER, seen[1], seen[0], reason="one line")

    @pytest.mark.parametrize(
        "act", [entries.publish, entries.withdraw, lambda act, row: entries.edit(act, row, label="x")]
    )
    def test_what_was_merged_meanwhile_is_not_written(self, act):
        loser, winner = make.project(), make.project()
        seen = fresh(loser)
        merged(loser, winner)
        with pytest.raises(Refused), changes.writing(TESTER, "edit", seen) as writing:
            act(writing, seen)

    def test_an_edit_keeps_what_stood_there_not_what_was_looked_at(self):
        project = make.project("First")
        seen = fresh(project)
        with changes.writing(TESTER, "edit", project) as act:
            entries.edit(act, project, label="Second")
        with changes.writing(TESTER, "edit", seen) as act:
            entries.edit(act, seen, label="Third")
        assert act.change.fields == {project.public_id: {"label": ["Second", "Third"]}}


def test_readers_are_not_led_to_a_draft():
    loser, draft = make.project(), make.project(state="draft")
    with pytest.raises(Refused, match="Publish it first"):
        merged(loser, draft)


def undo(change: int | None) -> int:
    return changes.undo(TESTER, Change.objects.get(pk=change))


class TestNothingComesAliveOnIt:
    def test_by_an_undone_retraction(self):
        loser, winner = make.project(), make.project()
        retracted = make.rule(make.said(loser, "status", status="operating"), "retracted")
        merge = merged(loser, winner)
        with pytest.raises(Conflict, match=f"was merged since, in change {merge}"):
            undo(retracted)
        undo(merge)
        undo(retracted)

    def test_by_an_undone_retraction_of_what_names_it(self):
        loser, winner, other = make.project(), make.project(), make.project()
        claim = make.said(other, "relation", relation="part_of", other_project=loser)
        retracted = make.rule(claim, "retracted")
        merge = merged(loser, winner)
        with pytest.raises(Conflict, match=f"change {merge}"):
            undo(retracted)

    def test_by_lifting_a_retraction(self):
        loser, winner = make.project(), make.project()
        claim = make.said(loser, "status", status="operating")
        make.rule(claim, "retracted")
        merged(loser, winner)
        with pytest.raises(Conflict, match="was merged into"), changes.writing(TESTER, "lift", loser) as act:
            claims.lift(act, claim)

    def test_by_recording(self):
        loser, winner, other, source = make.project(), make.project(), make.project(), make.source()
        merged(loser, winner)
        with pytest.raises(Refused, match="record it there"):
            make.said(fresh(loser), "status", status="operating")
        with pytest.raises(Refused, match="record it there"):
            make.said(other, "relation", relation="part_of", other_project=fresh(loser))
        row = {"about": fresh(loser), "kind": "status", "source": source, "status": "operating"}
        with pytest.raises(Refused, match="record it there"), changes.writing(TESTER, "record") as act:
            claims.record_many(act, [row])

    def test_by_merging_again_what_got_a_claim_meanwhile(self):
        loser, winner = make.project(), make.project()
        undoing = undo(merged(loser, winner))
        claim = make.said(fresh(loser), "status", status="operating")
        with pytest.raises(Conflict, match=f"Claim {claim.pk} .* Merge it anew"):
            undo(undoing)


class TestMergingAgain:
    """Undoing the undoing of a merge is a merge."""

    def test_into_what_was_merged_with_it_the_other_way_round(self):
        one, other = make.project(), make.project()
        make.said(one, "status", status="operating")
        undoing = undo(merged(one, other))
        merge = merged(other, one)
        with pytest.raises(Conflict, match=f"merged into another since, in change {merge}"):
            undo(undoing)

    def test_into_what_was_merged_into_a_third(self):
        loser, winner, third = make.project(), make.project(), make.project()
        make.said(loser, "status", status="operating")
        undoing = undo(merged(loser, winner))
        merge = merged(winner, third)
        with pytest.raises(Conflict, match=f"change {merge}"):
            undo(undoing)
        undo(merge)
        undo(undoing)
        assert fresh(loser).merged_into == winner


class TestPastViews:
    """A merged address shows the project as it was while it stood by itself, however often it was merged."""

    def test_between_an_undone_merge_and_the_next(self):
        loser, winner = make.project(), make.project()
        before = loser.last_change_id
        merge = merged(loser, winner)
        apart = undo(merge)
        merged(loser, winner)
        assert selectors.find(Project, loser.public_id, View(at_change=before)) == loser
        with pytest.raises(selectors.Moved):
            selectors.find(Project, loser.public_id, View(at_change=merge))
        assert selectors.find(Project, loser.public_id, View(at_change=apart)) == loser

    def test_before_a_merge_that_was_made_again(self):
        loser, winner = make.project(), make.project()
        apart = undo(merged(loser, winner))
        again = undo(apart)
        assert selectors.find(Project, loser.public_id, View(at_change=apart)) == loser
        with pytest.raises(selectors.Moved):
            selectors.find(Project, loser.public_id, View(at_change=again))
