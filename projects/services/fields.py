"""Plain fields by address: read, written and put back alike by editing, by verdicts and by undo."""

from typing import Any

from django.db import models

from corridors.errors import NotFound
from projects.models import (
    Candidate,
    Corridor,
    Entry,
    Funding,
    Milestone,
    Organisation,
    Place,
    Project,
    ProposedClaim,
    Publisher,
    Source,
    Stop,
    Suggestion,
)
from projects.services.acts import Writing

LETTERS: dict[str, type[Entry]] = {"P": Project, "C": Corridor, "L": Place, "O": Organisation}
TABLES: dict[str, type[models.Model]] = {
    "candidate": Candidate,
    "funding": Funding,
    "milestone": Milestone,
    "proposed": ProposedClaim,
    "publisher": Publisher,
    "source": Source,
    "suggestion": Suggestion,
}
NAMES = {model: name for name, model in TABLES.items()}


def keep(**tables: type[models.Model]) -> None:
    """Take rows of rooms above into the log: their plain fields are written, read and put back like ours."""
    TABLES.update(tables)
    NAMES.update({model: name for name, model in tables.items()})


def address(row: models.Model) -> str:
    """Where a row's fields stand in a change: its public id, or table and number."""
    return row.public_id if isinstance(row, Entry) else f"{NAMES[type(row)]}/{row.pk}"


def find_entry(public_id: str) -> Entry:
    """An entry of any kind by its public id.

    Raises:
        NotFound: if there is none.
    """
    model = LETTERS.get(public_id[:1])
    found = model._default_manager.filter(public_id=public_id).first() if model else None
    if found is None:
        raise NotFound(f"Nothing has the id {public_id}.")
    return found


def find(where: str) -> models.Model:
    """The row at an address.

    Raises:
        NotFound: if there is none.
    """
    name, _, key = where.partition("/")
    if not key:
        return find_entry(where)
    found = TABLES[name]._default_manager.filter(pk=int(key)).first() if name in TABLES else None
    if found is None:
        raise NotFound(f"Nothing stands at {where}.")
    return found


def read(row: models.Model, name: str) -> Any:
    """A plain field as it is kept in the log: lists of keys for relations to many, keys for relations to one."""
    if name == "stops" and isinstance(row, Corridor):
        # Sorted here: databases differ in the order of names.
        return sorted(map(list, row.stops.values_list("branch", "position", "place__public_id")))
    described = _column(row, name)
    if described.many_to_many:
        return sorted(getattr(row, name).values_list("pk", flat=True))
    value = getattr(row, described.attname)
    return value.isoformat() if hasattr(value, "isoformat") else value


def holds(row: models.Model, name: str, value: Any) -> bool:
    """Whether a plain field is what the log says it became; stops may stand in the log in any order."""
    return bool(read(row, name) == (sorted(value) if name == "stops" else value))


def _column(row: models.Model, name: str) -> "models.Field[Any, Any]":
    return row._meta.get_field(name)  # type: ignore[return-value]  # only fields of the row itself are named


def write(act: Writing, row: models.Model, values: dict[str, Any]) -> bool:
    """Put values into plain fields, in one statement, and note them in the log.

    Returns:
        Whether any was another value than before.
    """
    stored = {name: _stored(value) for name, value in values.items()}
    before = {name: read(row, name) for name in stored}
    changed = {name: value for name, value in stored.items() if value != before[name]}
    if not changed:
        return False
    columns: dict[str, Any] = {}
    for name, value in changed.items():
        if name == "stops" and isinstance(row, Corridor):
            _write_stops(row, value)
        elif _column(row, name).many_to_many:
            getattr(row, name).set(value)
        else:
            columns[_column(row, name).attname] = _column(row, name).to_python(value)
        act.note(address(row), name, before[name], value)
    if columns:
        type(row)._default_manager.filter(pk=row.pk).update(**columns)
        for name, value in columns.items():
            setattr(row, name, value)
    act.touch(*_moved_by(row))
    return True


def _stored(value: Any) -> Any:
    """A value as the log keeps it: keys instead of rows."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, models.QuerySet) or (
        isinstance(value, list | tuple) and value and isinstance(value[0], models.Model)
    ):
        return sorted(one.pk for one in value)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _write_stops(corridor: Corridor, stops: list[list[Any]]) -> None:
    places = dict(Place.objects.filter(public_id__in={stop[2] for stop in stops}).values_list("public_id", "pk"))
    corridor.stops.all().delete()
    Stop.objects.bulk_create(
        Stop(corridor=corridor, branch=branch, position=position, place_id=places[place])
        for branch, position, place in stops
    )


def _moved_by(row: models.Model) -> list[Entry]:
    """The entries whose versions move when the row changes: itself, its project, or all that cite it."""
    if isinstance(row, Entry):
        return [row]
    if isinstance(row, Milestone | Funding):
        return [row.project]
    if isinstance(row, Source):
        return _citing(claims__source=row)
    if isinstance(row, Publisher):
        return _citing(claims__source__publisher=row)
    return []


def _citing(**condition: Any) -> list[Entry]:
    return [entry for model in LETTERS.values() for entry in model._default_manager.filter(**condition).distinct()]
