"""The one entry: from an item's title and text to the statements it makes about a project."""

from collections.abc import Iterable, Sequence

from news.statements import events, sums
from news.statements.language import Language
from news.statements.model import Span, Statement
from news.statements.partial import Published, bounds
from news.statements.scope import clauses_about, passage
from news.statements.words.en import ENGLISH
from news.statements.words.kk import KAZAKH
from news.statements.words.ru import RUSSIAN
from news.statements.words.zh import CHINESE

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
        names: where the project is named: ``(field, start, end)``, or ``(start, end)`` in the text.
        rivals: where other projects are named, in the same form.

    Returns:
        The statements in the order of the item, each value once, quotes exact. Nothing is raised on any text.
    """
    tables = LANGUAGES.get(language.casefold().partition("-")[0])
    if tables is None:
        return []
    day = Published.read(published)
    whole = passage("title", title, tables, names, rivals), passage("text", text, tables, names, rivals)
    found: list[Statement] = []
    for clause in clauses_about(*whole):
        found += events.read(clause, day)
        found += sums.read(clause)
    return _settled(found)


def _settled(found: Iterable[Statement]) -> list[Statement]:
    """Keep each value once, the finest form of a date, and one status."""
    once: dict[tuple[str, ...], Statement] = {}
    for statement in found:
        once.setdefault(statement.value, statement)
    kept = list(once.values())
    status = _status([statement for statement in kept if statement.kind == "status"])
    return [
        statement
        for statement in kept
        if (statement.kind != "status" or statement is status) and not any(_finer(other, statement) for other in kept)
    ]


def _status(stated: list[Statement]) -> Statement | None:
    """The status an item leaves the project in: the farthest along; a stop only when nothing says it went on."""
    stops = [statement for statement in stated if statement.status not in _COURSE]
    course = [statement for statement in stated if statement.status in _COURSE]
    if stops and not any(statement.status in _COURSE[2:] for statement in course):
        return stops[0] if len({statement.status for statement in stops}) == 1 else None
    return max(course, key=lambda statement: _COURSE.index(statement.status), default=None)


def _finer(other: Statement, statement: Statement) -> bool:
    """Whether another date says the same thing more exactly."""
    if other.kind != "date" or statement.kind != "date" or other.date == statement.date:
        return False
    if (other.milestone, other.aspect, other.scope) != (statement.milestone, statement.aspect, statement.scope):
        return False
    first, last = bounds(statement.date)
    inner_first, inner_last = bounds(other.date)
    return first <= inner_first and inner_last <= last
