"""The small parts of every answer: numbers as text, partial dates, references to entries."""

from datetime import date
from decimal import Decimal
from typing import Any

from partners.addresses import of_entry
from projects.choices import State
from projects.models import Claim, Country, Entry

HIDDEN = frozenset({State.DRAFT, State.WITHDRAWN})


def number(value: Decimal | int | None) -> str | None:
    """A number as decimal text, exactly as it is kept, without exponent or trailing zeros."""
    if value is None:
        return None
    shown = format(Decimal(value), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def day(value: date | None) -> str | None:
    """A day as YYYY-MM-DD."""
    return value.isoformat() if value else None


def partial(claim: Claim, column: str) -> dict[str, Any] | None:
    """A partial date: its text, and the first and last day it can mean; None when unknown."""
    return span(getattr(claim, column), getattr(claim, f"{column}_earliest"), getattr(claim, f"{column}_latest"))


def span(text: str, earliest: date | None, latest: date | None) -> dict[str, Any] | None:
    """A partial date of its three columns."""
    return {"text": text, "earliest": day(earliest), "latest": day(latest)} if text else None


def reference(entry: Entry | None) -> dict[str, Any] | None:
    """An entry by id, label and address; one that the public may not see keeps its id only."""
    if entry is None:
        return None
    hidden = entry.state in HIDDEN
    return {
        "id": entry.public_id,
        "label": None if hidden else entry.label,
        "url": None if hidden else of_entry(entry),
    }


def country(row: Country) -> dict[str, str]:
    """A country by code and name."""
    return {"code": row.code, "name": row.name}
