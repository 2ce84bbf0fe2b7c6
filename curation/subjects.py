"""What changes are on, by name: the log keeps public ids, people know labels."""

from collections.abc import Iterable

from projects.models import Change
from projects.services.fields import LETTERS


def labels(changes: Iterable[Change]) -> dict[str, str]:
    """Labels of the entries that changes are on, by public id; one query a kind of entry."""
    wanted = {change.subject for change in changes if change.subject}
    found: dict[str, str] = {}
    for letter, model in LETTERS.items():
        ids = [one for one in wanted if one.startswith(letter)]
        if ids:
            found.update(model._default_manager.filter(public_id__in=ids).values_list("public_id", "label"))
    return found


def name(changes: Iterable[Change]) -> list[Change]:
    """The changes, each with ``on``: the label of what it is on, its public id where that is gone, else its source."""
    known = list(changes)
    found = labels(known)
    for change in known:
        vars(change)["on"] = found.get(change.subject, change.subject) or str(change.source or "")
    return known
