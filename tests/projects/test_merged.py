"""Merged projects: nothing lives on them, nothing is written to them, and no order of acts and undoings changes that."""

import pytest

from corridors.errors import Refused
from projects.models import Project
from projects.services import changes, entries
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
