"""The one entry: from an item's title and text to the statements it makes about a project."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from news.statements import amounts, events, sums
from news.statements.language import Language
from news.statements.lead import day_of_news
from news.statements.model import Span, Statement
from news.statements.partial import Published, bounds
from news.statements.passages import own_words, passage
from news.statements.scope import clauses_about
from news.statements.words.en import ENGLISH
from news.statements.words.kk import KAZAKH
from news.statements.words.ru import RUSSIAN
from news.statements.words.zh import CHINESE
from projects.canonical import simplified

# What nobody writes as one clause is no statement, and going through it would take the square of its length.
_LONGEST = 1_500
# Most papers write е for ё and some do not; one letter for another, so that every offset holds.
_PLAIN = str.maketrans("ёЁ", "еЕ")
_AWAITED = {"operating": ("opened", "completed"), "completed": ("completed",)}
# Two sums as near as this are one, written more and less exactly.
_ROUNDED = Decimal("0.08")
LANGUAGES: dict[str, Language] = {language.code: language for language in (ENGLISH, RUSSIAN, CHINESE, KAZAKH)}
# Statuses by how far along they are: an item that tells a project's history states only where it ended.
_COURSE = ("proposed", "procurement", "under_construction", "completed", "operating")


def propose(
    title: str,
    text: str,
    language: str,
    published: str,
    *,
    names: Sequence[Span] = (),
    rivals: Sequence[Span] = (),
) -> list[Statement]:
    """Read the statements an item makes about one project.

    Args:
        title: the item's title, as stored.
        text: the item's text, as stored.
        language: ``en``, ``ru``, ``zh`` or ``kk`` (a region after a hyphen is ignored); another gives nothing.
        published: the item's date as far as it is known, ``""`` to ``YYYY-MM-DD``; relative dates need it.
        names: where the project is named: ``(field, start, end)``, or ``(start, end)`` in the text. Of a project that
            is named nowhere nothing is proposed.
        rivals: where other projects are named, in the same form.

    Returns:
        The statements in the order of the item, each value once, quotes exact. Nothing is raised on any text.
    """
    tables = LANGUAGES.get(language.casefold().partition("-")[0])
    if tables is None or not names:
        return []
    day = Published.read(published)
    plain_title, plain_text = title.translate(_PLAIN), text.translate(_PLAIN)
    own = own_words(tables, plain_title, plain_text, names)
    money = amounts.at_home(simplified(f"{title}\n{text}"))
    whole = (
        passage("title", plain_title, tables, names, rivals, own=own, money=money),
        passage("text", plain_text, tables, names, rivals, own=own, money=money),
    )
    news = day_of_news(*whole, day)
    found: list[Statement] = []
    for clause in clauses_about(*whole):
        if len(clause.masked) > _LONGEST:
            continue
        found += events.read(clause, day, news)
        found += sums.read(clause)
    written = {"title": title, "text": text}
    stated = sorted(_settled(found), key=lambda one: (one.field != "title", one.start))
    return [replace(one, quote=written[one.field][one.start : one.end]) for one in stated]


def _settled(found: Iterable[Statement]) -> list[Statement]:
    """Keep each value once, the finest form of a date, and one status."""
    once: dict[tuple[str, ...], Statement] = {}
    for statement in found:
        once.setdefault(statement.value, statement)
    kept = [statement for statement in once.values() if not _given_way(statement, once.values())]
    status = _status([statement for statement in kept if statement.kind == "status"])
    if status and any(_to_come(statement, status.status) for statement in kept):
        status = None
    return [
        statement
        for statement in kept
        if (statement.kind != "status" or statement is status)
        and not any(_finer(other, statement) or _exacter(other, statement) for other in kept)
    ]


def _status(stated: list[Statement]) -> Statement | None:
    """The status an item leaves the project in: the farthest along; a stop only when nothing says it went on."""
    stops = [statement for statement in stated if statement.status not in _COURSE]
    course = [statement for statement in stated if statement.status in _COURSE]
    building = next((statement for statement in course if statement.status == "under_construction"), None)
    if building and building.lasting and not any(statement.lasting for statement in course if statement != building):
        # What is being built now is not what was opened or completed: that was a part or another thing.
        return building
    if stops and not any(statement.status in _COURSE[2:] for statement in course):
        return stops[0] if len({statement.status for statement in stops}) == 1 else None
    return max(course, key=lambda statement: _COURSE.index(statement.status), default=None)


def _given_way(statement: Statement, found: Iterable[Statement]) -> bool:
    """Whether a date taken from the day of the news gives way to one that the words themselves name."""
    return statement.inferred and any(
        not other.inferred
        and (other.kind, other.milestone, other.aspect) == ("date", statement.milestone, statement.aspect)
        for other in found
    )


def _exacter(other: Statement, statement: Statement) -> bool:
    """Whether another sum is the one that this one rounds: "over 8 billion" in a title, 8.3 billion in the text."""
    if (
        not other.number
        or not statement.number
        or (other.currency, other.stage) != (statement.currency, statement.stage)
    ):
        return False
    rounder = len(statement.number.normalize().as_tuple().digits) < len(other.number.normalize().as_tuple().digits)
    return rounder and abs(other.number - statement.number) <= other.number * _ROUNDED


def _to_come(statement: Statement, status: str) -> bool:
    """Whether a date for the whole project is promised for what a status says is done: then it was a part that is."""
    awaited = _AWAITED.get(status, ())
    return statement.aspect == "promised" and statement.milestone in awaited and not statement.scope


def _finer(other: Statement, statement: Statement) -> bool:
    """Whether another date says the same thing more exactly."""
    if other.kind != "date" or statement.kind != "date" or other.date == statement.date:
        return False
    if (other.milestone, other.aspect, other.scope) != (statement.milestone, statement.aspect, statement.scope):
        return False
    first, last = bounds(statement.date)
    inner_first, inner_last = bounds(other.date)
    return first <= inner_first and inner_last <= last
