"""Plain fields before and after, as the public log writes them."""

from collections.abc import Container
from typing import Any, NamedTuple

# What belongs to the curators' room: a story's verdicts are told by the claims they made.
HIDDEN = ("suggestion/", "candidate/", "proposed/")


class FieldChange(NamedTuple):
    """One field: where, which, what it was, what it became."""

    address: str
    name: str
    before: str
    after: str


def told(fields: dict[str, dict[str, list[Any]]], entries: Container[str]) -> list[FieldChange]:
    """Changed fields in words; those of the curators' room, and of entries other than these, are left out."""
    return [
        FieldChange(address, name.replace("_", " "), _words(before), _words(after))
        for address, names in fields.items()
        if address in entries or ("/" in address and not address.startswith(HIDDEN))
        for name, (before, after) in names.items()
        if before is not None  # what an entry was made with is no change of it
    ]


def _words(value: Any) -> str:
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
