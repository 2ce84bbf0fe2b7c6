"""Undoing what was written to plain fields, in any order: what stood there comes back, or the refusal says why not."""

import pytest

from corridors.errors import Conflict, Invalid
from projects.models import Change, Corridor
from projects.services import changes, entries, fields, sources
from tests import factories as make
from tests.factories import TESTER

pytestmark = pytest.mark.django_db


def undo(change: int | None) -> int:
    return changes.undo(TESTER, Change.objects.get(pk=change))


def test_branches_of_a_corridor_come_back_in_whatever_order_they_were_written():
    corridor = make.corridor()
    first, second, third = (make.place() for _ in range(3))
    with changes.writing(TESTER, "edit", corridor) as act:
        entries.edit(act, corridor, stops=[("", 0, first), ("West", 0, second), ("East", 0, third)])
    with changes.writing(TESTER, "edit", corridor) as again:
        entries.edit(again, corridor, stops=[("", 0, first), ("West", 0, second), ("East", 0, third)])
    assert again.nothing
    undo(act.id)
    assert fields.read(Corridor.objects.get(pk=corridor.pk), "stops") == []


def test_an_earlier_log_of_stops_is_undone_too():
    corridor = make.corridor()
    first, second = make.place(), make.place()
    with changes.writing(TESTER, "edit", corridor) as act:
        entries.edit(act, corridor, stops=[("West", 0, first), ("East", 0, second)])
    change = Change.objects.get(pk=act.id)
    change.fields[corridor.public_id]["stops"][1].reverse()
    change.save()
    undo(act.id)
    assert not corridor.stops.exists()


def test_fields_that_no_longer_go_together_are_refused_and_the_later_change_named():
    publisher = make.publisher()
    sources.edit(TESTER, publisher, reliability="low", reliability_reason="invents")
    trusted = sources.edit(TESTER, publisher, reliability="normal")
    emptied = sources.edit(TESTER, publisher, reliability_reason="")
    with pytest.raises(Conflict, match=f"since change {emptied}"):
        undo(trusted)
    undo(emptied)
    undo(trusted)
    publisher.refresh_from_db()
    assert (publisher.reliability, publisher.reliability_reason) == ("low", "invents")


def test_low_reliability_needs_a_reason():
    with pytest.raises(Invalid) as refusal:
        sources.edit(TESTER, make.publisher(), reliability="low")
    assert refusal.value.field == "reliability_reason"
