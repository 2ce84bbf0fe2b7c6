"""Recording what sources said, and ruling on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Model

from corridors.errors import Conflict, Invalid, Refused
from projects import metrics, money
from projects.answers import slot_of
from projects.choices import ClaimKind, RulingKind, State
from projects.dates import PartialDate
from projects.kinds import ABOUT, KINDS, VALUE_NULL, Kind
from projects.models import Claim, Entry, Project, Ruling, Source
from projects.services.acts import Writing

PARTIAL_DATES = ("as_of", "said_on", "date")
FOREIGN = frozenset({"milestone", "funding", "party", "other_project", "other_place", "other_corridor"})
TEXT_LIMITS = {"scope": 300, "stated_as": 200, "topic": 60, "unit": 30, "metric": 40, "language": 10}
MAX_NUMBER = Decimal(10) ** 20
# Sums of such amounts in whole US dollars still fit their column.
MAX_AMOUNT = Decimal(10) ** 17
# What both databases keep exactly.
MAX_DIGITS, MAX_PLACES = 15, 8
QUOTE_LIMIT = 1000
# Two claims of one source that agree in these are the same claim, said once.
SAME = ("kind", *ABOUT, "status", "aspect", "date", "number", "unit", "metric", "scope", "role", "relation", "language")
SAME_KEYS = tuple(
    f"{name}_id" if name in (*ABOUT, *FOREIGN) else name for name in (*SAME, *sorted(FOREIGN), "topic", "text")
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many rows of a bulk were written, and how many their source had said already."""

    written: int
    equal: int


def record(act: Writing, about: Entry, kind: str, *, source: Source, **columns: Any) -> Claim | None:
    """Record what a source said of an entry.

    ``columns`` are those of the kind (see kinds.py) with ``quote``, ``as_of``, ``said_on`` (default: the date of the
    source), ``stated_as``, ``note`` and ``replaces``. Dates are partial dates as text.

    Returns:
        The claim, or None when the source has a live claim equal to it: nothing new.

    Raises:
        Invalid: if a column is missing, does not belong to the kind, or makes no sense; ``field`` names it.
        Refused: if it is about a project that was merged into another, or relates one to such.
    """
    claim = prepare(act, about, kind, source=source, **columns)
    if _equals_a_live_one(claim, _live_of_source(source.pk)):
        return None
    _check_not_merged([claim])
    claim.save(force_insert=True)
    act.touch(about)
    return claim


def record_many(act: Writing, rows: Iterable[dict[str, Any]]) -> Recorded:
    """Record many claims with few statements; each row holds ``about``, ``kind``, ``source`` and the columns.

    Raises:
        Invalid: as for ``record``; then nothing of the bulk is written.
        Refused: as for ``record``.
    """
    prepared = [prepare(act, **row) for row in rows]
    live: dict[int, set[tuple[object, ...]]] = {}
    known = Claim.objects.live().filter(source__in={claim.source_id for claim in prepared})
    for claim in known:
        live.setdefault(claim.source_id, set()).add(_identity(claim))
    new = []
    for claim in prepared:
        said = live.setdefault(claim.source_id, set())
        if _identity(claim) not in said:
            said.add(_identity(claim))
            new.append(claim)
    _check_not_merged(new)
    Claim.objects.bulk_create(new, batch_size=500)
    if new:
        act.touch(*{id(claim.about): claim.about for claim in new}.values())  # type: ignore[arg-type]  # entries all
    return Recorded(len(new), len(prepared) - len(new))


def replace(act: Writing, claim: Claim, **columns: Any) -> Claim:
    """Correct a claim that we misread: retract it and record another in its place, in the same change.

    Columns not given are taken over.

    Raises:
        Refused: if the claim is retracted already.
        Invalid: as for ``record``, and when the source says the corrected thing already.
    """
    kept = {
        name: getattr(claim, name)
        for name in (*KINDS[claim.kind].columns, "quote", "as_of", "said_on", "stated_as", "note")
    }
    source = columns.pop("source", claim.source)
    about = columns.pop("about", claim.about)
    if rule(act, claim, RulingKind.RETRACTED) is None:
        raise Refused(f"Claim {claim.pk} was retracted already. Look at what stands in its place.")
    new = record(act, about, claim.kind, source=source, replaces=claim, **{**kept, **columns})
    if new is None:
        raise Invalid("The source says that already; retract the claim instead.")
    return new


def rule(act: Writing, claim: Claim, kind: str) -> Ruling | None:
    """Rule on a claim. Another live ruling on it is lifted; preferring lifts the preference of its rivals.

    Returns:
        The ruling, or None when it stands already.

    Raises:
        Invalid: if there is no such ruling.
        Refused: if the claim is retracted: lift that first.
    """
    if kind not in RulingKind.values:
        raise Invalid(f"{kind!r} is no ruling. Use one of {', '.join(RulingKind.values)}.", field="kind")
    live = Ruling.objects.filter(claim=claim, lifted_by__isnull=True).first()
    if live is not None:
        if live.kind == kind:
            return None
        if live.kind == RulingKind.RETRACTED:
            raise Refused(f"Claim {claim.pk} was retracted in change {live.change_id}; lift that first.")
        _lift(act, live)
    if kind == RulingKind.PREFERRED:
        for rival in preferred_rivals(claim):
            _lift(act, rival)
    ruling = Ruling.objects.create(claim=claim, kind=kind, change=act.change)
    act.touch(claim.about)  # type: ignore[arg-type]  # a claim is about an entry
    return ruling


def lift(act: Writing, claim: Claim) -> Ruling | None:
    """Lift the live ruling on a claim, if it has one.

    Raises:
        Conflict: if it was retracted for a correction that still stands, or its project was merged since.
    """
    live = Ruling.objects.filter(claim=claim, lifted_by__isnull=True).first()
    if live is None:
        return None
    replacement = Claim.objects.live().filter(replaces=claim).first()
    if live.kind == RulingKind.RETRACTED and replacement is not None:
        raise Conflict(
            f"Claim {replacement.pk} stands in its place; retract that first, or undo change {live.change_id}."
        )
    if live.kind == RulingKind.RETRACTED and (project := _merged([claim])) is not None:
        raise Conflict(f"{project.label} was merged into {project.merged_into}: what is said of it is told there.")
    _lift(act, live)
    act.touch(claim.about)  # type: ignore[arg-type]  # a claim is about an entry
    return live


def _check_not_merged(claims: Iterable[Claim]) -> None:
    """Nothing comes alive where no reader meets it."""
    project = _merged(claims)
    if project is not None:
        raise Refused(f"{project.label} was merged into {project.merged_into}: record it there.")


def _merged(claims: Iterable[Claim]) -> Project | None:
    """A project of claims, or named by one, that was merged into another."""
    named = {key for claim in claims for key in (claim.project_id, claim.other_project_id) if key is not None}
    return Project.objects.filter(pk__in=named, state=State.MERGED).select_related("merged_into").first()


def _lift(act: Writing, ruling: Ruling) -> None:
    if ruling.change_id == act.change.pk:
        raise Invalid("One change cannot both make a ruling and lift it.")
    Ruling.objects.filter(pk=ruling.pk).update(lifted_by=act.change)


def preferred_rivals(claim: Claim) -> list[Ruling]:
    """Live preferences of claims on the same question."""
    about = {f"claim__{name}": getattr(claim, f"{name}_id") for name in ABOUT}
    preferred = Ruling.objects.filter(
        kind=RulingKind.PREFERRED, lifted_by__isnull=True, claim__kind=claim.kind, **about
    ).select_related("claim")
    return [ruling for ruling in preferred if slot_of(ruling.claim) == slot_of(claim)]


def _live_of_source(source_id: int) -> Iterable[Claim]:
    return Claim.objects.live().filter(source=source_id)


def _identity(claim: Claim) -> tuple[object, ...]:
    return tuple(getattr(claim, name) for name in SAME_KEYS) + ((claim.as_of,) if claim.kind in _TIMED else ())


# Of these, the same word about another day is another statement.
_TIMED = frozenset({ClaimKind.STATUS, ClaimKind.MEASURE})


def _equals_a_live_one(claim: Claim, live: Iterable[Claim]) -> bool:
    identity = _identity(claim)
    return any(_identity(other) == identity for other in live)


def prepare(act: Writing, about: Entry, kind: str, *, source: Source, **columns: Any) -> Claim:
    """Build a claim and check all that a database check cannot see; nothing is written.

    Raises:
        Invalid: as for ``record``.
    """
    if kind not in KINDS:
        raise Invalid(f"{kind!r} is no kind of claim. Use one of {', '.join(KINDS)}.", field="kind")
    table = KINDS[kind]
    name = about_column(about)
    if name not in table.about:
        raise Invalid(f"A claim of kind {kind} is not about a {name}.", field="kind")
    said = {
        key: columns.pop(key)
        for key in ("quote", "stated_as", "note", "replaces", "as_of", "said_on")
        if key in columns
    }
    _check_columns(kind, table, columns)
    values = {key: _clean(key, value) for key, value in columns.items() if value is not None}
    _check_words(table, values)
    claim = Claim(change=act.change, kind=kind, source=source, replaces=said.get("replaces"), **{name: about}, **values)
    claim.quote = _text("quote", said.get("quote", ""), QUOTE_LIMIT)
    claim.stated_as = _text("stated_as", said.get("stated_as", ""), TEXT_LIMITS["stated_as"])
    claim.note = _text("note", said.get("note", ""), 5000)
    said_on = said.get("said_on")
    for column, text in (
        ("as_of", said.get("as_of")),
        ("said_on", source.date if said_on is None else said_on),
        ("date", claim.date),
    ):
        _set_date(claim, column, text or "")
    _check_meaning(claim)
    return claim


def about_column(about: Entry) -> str:
    """The column in which a claim names what it is about."""
    return type(about).__name__.lower()


def _check_columns(kind: str, table: Kind, columns: dict[str, Any]) -> None:
    for column, value in list(columns.items()):
        if column in table.columns:
            continue
        if value not in (None, ""):
            raise Invalid(f"A claim of kind {kind} has no {column.replace('_', ' ')}.", field=column)
        del columns[column]
    for column in table.required:
        if columns.get(column) in (None, ""):
            raise Invalid(f"A claim of kind {kind} needs its {column.replace('_', ' ')}.", field=column)


def _clean(column: str, value: Any) -> Any:
    if column in FOREIGN:
        if not isinstance(value, Model):
            raise Invalid(f"{column.replace('_', ' ').capitalize()} must name a row.", field=column)
        return value
    if column == "number":
        return _number(value)
    if column in VALUE_NULL:
        return value
    return _text(column, value, TEXT_LIMITS.get(column, 2000))


def _number(value: Any) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise Invalid(f"{value!r} is not a number.", field="number") from None
    if not number.is_finite() or abs(number) >= MAX_NUMBER:
        raise Invalid(f"{value!r} is not a number we can keep.", field="number")
    number = number.normalize()
    if len(number.as_tuple().digits) > MAX_DIGITS or int(number.as_tuple().exponent) < -MAX_PLACES:
        raise Invalid(
            f"{value!r} is told more exactly than {MAX_DIGITS} digits, {MAX_PLACES} behind the point.", field="number"
        )
    return number


def _text(column: str, value: Any, limit: int) -> str:
    text = str(value).strip()
    if "\x00" in text:
        raise Invalid(f"{column.replace('_', ' ').capitalize()} holds a NUL character.", field=column)
    if len(text) > limit:
        raise Invalid(f"{column.replace('_', ' ').capitalize()} is longer than {limit} characters.", field=column)
    return text


def _set_date(claim: Claim, column: str, text: str) -> None:
    parsed = PartialDate.parse(str(text), field=column)
    setattr(claim, column, parsed.text)
    setattr(claim, f"{column}_earliest", parsed.earliest)
    setattr(claim, f"{column}_latest", parsed.latest)


def _check_words(table: Kind, values: dict[str, Any]) -> None:
    for column, words in table.words.items():
        if column in values and values[column] not in words.values:
            raise Invalid(f"{values[column]!r} is no {column}. Use one of {', '.join(words.values)}.", field=column)


def _check_meaning(claim: Claim) -> None:
    """What needs more than one row or one column to see."""
    for name in ("milestone", "funding"):
        heading = getattr(claim, name)
        if heading is not None and heading.project_id != claim.project_id:
            raise Invalid(f"The {name} belongs to another project.", field=name)
    if isinstance(claim.other_project, Project) and claim.other_project_id == claim.project_id:
        raise Invalid("A project has no relation to itself.", field="other_project")
    if claim.kind == ClaimKind.MEASURE and claim.unit not in metrics.metric(claim.metric).factors:
        accepted = ", ".join(metrics.metric(claim.metric).factors)
        raise Invalid(f"{claim.metric} is not given in {claim.unit!r}. Use one of {accepted}.", field="unit")
    if claim.kind == ClaimKind.AMOUNT:
        _check_amount(claim)


def _check_amount(claim: Claim) -> None:
    if claim.number is None and not claim.text:
        raise Invalid("An amount that is not known needs words that say what the source tells.", field="text")
    if claim.number is not None and not claim.unit:
        raise Invalid("An amount needs its currency.", field="unit")
    if claim.number is None and claim.unit:
        raise Invalid("A currency without an amount says nothing.", field="number")
    if claim.unit and not money.is_currency(claim.unit):
        raise Invalid(f"{claim.unit!r} is not a currency code of ISO 4217.", field="unit")
    if claim.number is not None and claim.number < 0:
        raise Invalid("An amount is never negative.", field="number")
    if claim.number is not None and claim.number >= MAX_AMOUNT:
        raise Invalid("There is not so much money, in any currency.", field="number")
