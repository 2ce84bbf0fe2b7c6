"""Reads statements out of a news item: proposed claims (status, date, amount), each with its exact quote.

The one entry is ``propose``; it is pure (no Django, no database) and never raises on any text::

    from news.statements import propose
    found = propose(title, text, "ru", "2026-03", names=[("title", 0, 12), ("text", 40, 52)], rivals=[])

``published`` is the item's date as far as it is known: ``""``, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
``names`` and ``rivals`` are the places where this project, and any other project, is named. A span is
``(field, start, end)`` with field ``"title"`` or ``"text"``; a bare ``(start, end)`` points into the text. Without
names nothing is proposed: what is said of a thing that is only described may be said of its neighbour.

The parts: ``sentences`` cuts the text, ``words`` holds the tables of each language, ``dates`` and ``amounts`` read
values, ``passages`` blots out names, ``scope`` decides which clauses speak of the project, ``events`` (by ``subjects``,
``tenses``, ``nearest`` and ``lead``) and ``sums`` turn cues into statements.
"""

from news.statements.model import Span, Statement
from news.statements.propose import propose

__all__ = ["Span", "Statement", "propose"]
