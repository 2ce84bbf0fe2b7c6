"""A change as curators read it: what it recorded, ruled, lifted and edited."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from curation import doing, told, words
from projects.models import Change, Claim, Ruling
from projects.services.fields import LETTERS, TABLES

MOST_CLAIMS = 50
MOST_FIELDS = 60


@dataclass(frozen=True)
class Field:
    """A plain field before and after, in words."""

    where: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Logged:
    """A change with all it did."""

    change: Change
    fields: list[Field]
    more_rows: int
    claims: list[tuple[Claim, str]]
    more_claims: int
    rulings: list[tuple[Ruling, str]]
    lifted: list[tuple[Ruling, str]]
    undone_by: Change | None

    @property
    def did_nothing(self) -> bool:
        """Whether it tells of an act that moved no field, claim or ruling."""
        return not (self.fields or self.claims or self.rulings or self.lifted)

    @property
    def can_be_undone(self) -> bool:
        """Whether it stands, and there is something to take back."""
        return self.undone_by is None and not self.did_nothing

    @classmethod
    def many(cls, changes: Iterable[Change]) -> "list[Logged]":
        """Read what changes did; rows whose fields they changed are read together, however many they are."""
        known = list(changes)
        rows = _rows(address for change in known for address in list(change.fields)[:MOST_FIELDS])
        return [cls._of(change, rows) for change in known]

    @classmethod
    def _of(cls, change: Change, rows: Mapping[str, Model]) -> "Logged":
        claims = list(words.joined(Claim.objects.filter(change=change)).order_by("pk")[: MOST_CLAIMS + 1])
        rulings = Ruling.objects.order_by("pk")
        return cls(
            change=change,
            fields=list(_fields(change.fields, rows)),
            more_rows=max(0, len(change.fields) - MOST_FIELDS),
            claims=[(claim, words.value_of(claim)) for claim in claims[:MOST_CLAIMS]],
            more_claims=max(0, change.claims.count() - MOST_CLAIMS) if len(claims) > MOST_CLAIMS else 0,
            rulings=_ruled(rulings.filter(change=change)),
            lifted=_ruled(rulings.filter(lifted_by=change)),
            undone_by=Change.objects.filter(undoes=change).first(),
        )


def _ruled(rulings: Any) -> list[tuple[Ruling, str]]:
    by_claim = {ruling.claim_id: ruling for ruling in rulings[:MOST_CLAIMS]}
    claims = words.joined(Claim.objects.filter(pk__in=by_claim)).order_by("pk")
    return [(by_claim[claim.pk], words.value_of(claim)) for claim in claims]


def _rows(addresses: Iterable[str]) -> dict[str, Model]:
    """The rows at some addresses, as far as they are there; one query a table."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for address in addresses:
        table, _, key = address.partition("/")
        wanted[table if key else table[:1]].add(key or table)
    found: dict[str, Model] = {}
    for table, keys in wanted.items():
        if table in LETTERS:
            entries = LETTERS[table]._default_manager.filter(public_id__in=keys)
            found.update((entry.public_id, entry) for entry in entries)
        elif table in TABLES:
            rows = TABLES[table]._default_manager.select_related().in_bulk([int(key) for key in keys])
            found.update((f"{table}/{key}", row) for key, row in rows.items())
    return found


def _fields(kept: dict[str, dict[str, list[Any]]], rows: Mapping[str, Model]) -> Iterator[Field]:
    for address, names in list(kept.items())[:MOST_FIELDS]:
        row = rows.get(address)
        where = told.row(row) if row is not None else address
        for name, values in names.items():
            before, after = (_brief(row, name, value) for value in values)
            yield Field(where, told.name(row, name), before, after)


def _brief(row: Model | None, name: str, value: Any) -> str:
    said = told.value(row, name, value)
    return said if isinstance(value, bool) else doing.brief(said)
