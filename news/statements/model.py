"""The values that pass between the readers of statements."""

import dataclasses
from decimal import Decimal
from typing import Literal

Kind = Literal["status", "date", "amount"]
Field = Literal["title", "text"]
Aspect = Literal["promised", "happened"]
Tense = Literal["happened", "ongoing", "planned", "open", "either"]
Look = Literal["before", "after", "near"]
Span = tuple[int, int] | tuple[str, int, int]


@dataclasses.dataclass(frozen=True)
class Statement:
    """One thing a news item says of the project, with the words that say it.

    Only the fields of its kind are filled: a status has ``status``; a date ``milestone``, ``date`` and ``aspect``;
    an amount ``number``, ``currency`` (ISO 4217) and ``stage``. ``quote`` is ``title[start:end]`` or
    ``text[start:end]`` by ``field``, never composed. ``scope`` holds the item's own word for a part of the project
    (a section, a tunnel) when the statement is about that part only. ``inferred`` marks a date that the words leave to
    the day of the news: it gives way to any other of its milestone. ``lasting`` marks a status said to go on
    ("is being built").
    """

    kind: Kind
    quote: str
    field: Field
    start: int
    end: int
    status: str = ""
    milestone: str = ""
    date: str = ""
    aspect: str = ""
    number: Decimal | None = None
    currency: str = ""
    stage: str = ""
    scope: str = ""
    inferred: bool = False
    lasting: bool = False

    @property
    def value(self) -> tuple[str, ...]:
        """What is claimed, without the words it was claimed in: two statements of one value are one claim."""
        number = "" if self.number is None else format(self.number.normalize(), "f")
        return (self.kind, self.status, self.milestone, self.date, self.aspect, number, self.currency, self.stage)
