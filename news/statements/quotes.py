"""Cuts the quote of a statement: the sentence that says it, or the clause when the sentence is long."""

from decimal import Decimal
from typing import Any

from news.statements.model import Kind, Statement
from news.statements.passages import Clause

LONGEST = 300


def quoted(clause: Clause, kind: Kind, **value: str | Decimal | bool) -> Statement:
    """Make a statement with the exact words of a clause's sentence as its quote."""
    start, end = clause.sentence
    if end - start > LONGEST:
        start, end = clause.start, clause.end
    fields: dict[str, Any] = dict(value)
    quote = clause.passage.text[start:end]
    return Statement(kind=kind, quote=quote, field=clause.passage.field, start=start, end=end, **fields)
