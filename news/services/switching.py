"""Switches what curators switch on and off, feeds and streams of GDELT: changes in the log, which can be undone."""

from dataclasses import dataclass
from typing import Any

from news.models import Feed, GdeltStream
from projects.services import changes, fields
from projects.services.changes import Actor


@dataclass(frozen=True, slots=True)
class Switched:
    """What switching came to, in words, and the change that tells of it; None when it stood so already."""

    words: str
    change_id: int | None
    #: Whether what was switched on gave what is wanted of it, where that was tried.
    well: bool = True


def switch(actor: Actor, row: Feed | GdeltStream, *, on: bool, reason: str, **values: Any) -> int | None:
    """Write that a row is on or off, for the log of curators.

    Only what a curator decides is written here, so that undoing finds it as it was: when a row is due moves by itself.

    Args:
        actor: Who switches.
        row: What is switched.
        on: Whether it is on from now on.
        reason: Why; may be empty.
        values: Other columns that the decision moves.

    Returns:
        The change, which can be undone; None when it stood so already.
    """
    with changes.writing(actor, "switch on" if on else "switch off", reason=reason, is_public=False) as act:
        fields.write(act, type(row)._default_manager.get(pk=row.pk), {"enabled_by_curator": on, **values})
    return act.id
