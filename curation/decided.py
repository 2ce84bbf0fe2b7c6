"""What curators decided of rows that are no entries, such as feeds: found in the newest acts of the log."""

from collections.abc import Collection

from django.db.models import Model

from projects.models import Change
from projects.services import fields

#: The newest acts, verdicts on stories aside, among which those on a row are looked for: the log names rows in a
#: column of JSON, which is shown and never searched.
RECENT_ACTS = 500
MOST = 10


def _acts() -> list[Change]:
    return list(Change.objects.filter(is_public=False, subject="", source=None).order_by("-pk")[:RECENT_ACTS])


def on(row: Model) -> list[Change]:
    """The newest acts on a row, the last one first."""
    address = fields.address(row)
    return [change for change in _acts() if address in change.fields][:MOST]


def last(addresses: Collection[str]) -> dict[str, Change]:
    """The newest act on each of some rows, by address."""
    found: dict[str, Change] = {}
    for change in _acts() if addresses else ():
        for address in change.fields.keys() & addresses:
            found.setdefault(address, change)
    return found
