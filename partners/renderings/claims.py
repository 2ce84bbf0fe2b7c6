"""A claim as data: its value by the table of kinds, its source, its dates, what was ruled on it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from partners.addresses import of
from partners.renderings.values import number, partial, reference
from projects.choices import RulingKind
from projects.kinds import KINDS
from projects.models import Claim, Funding, Milestone, Ruling, Source

Numbers = Mapping[int, int]


def milestone(row: Milestone) -> dict[str, Any]:
    """A milestone as a heading."""
    return {"id": row.pk, "kind": row.kind, "title": row.title, "context": row.context}


def funding(row: Funding) -> dict[str, Any]:
    """A funding as a heading."""
    return {
        "id": row.pk,
        "stage": row.stage,
        "instrument": row.instrument,
        "title": row.title,
        "counted_within": row.counted_within_id,
    }


# How each column of a claim is written; a column without a row is text. A test compares this with the model.
COLUMNS: dict[str, Callable[[Claim], Any]] = {
    "date": lambda claim: partial(claim, "date"),
    "number": lambda claim: number(claim.number),
    "milestone": lambda claim: milestone(claim.milestone) if claim.milestone else None,
    "funding": lambda claim: funding(claim.funding) if claim.funding else None,
    "party": lambda claim: reference(claim.party),
    "other_project": lambda claim: reference(claim.other_project),
    "other_place": lambda claim: reference(claim.other_place),
    "other_corridor": lambda claim: reference(claim.other_corridor),
    "position": lambda claim: claim.position,
}


def columns(claim: Claim, names: Iterable[str]) -> dict[str, Any]:
    """Columns of a claim that hold something."""
    found = {}
    for name in names:
        written = COLUMNS[name](claim) if name in COLUMNS else getattr(claim, name)
        if written not in (None, ""):
            found[name] = written
    return found


def value(claim: Claim) -> dict[str, Any]:
    """What the claim states: the columns of its kind."""
    return columns(claim, KINDS[claim.kind].columns)


def cited(source: Source, numbers: Numbers | None = None) -> dict[str, Any]:
    """A source as it stands beside a claim; ``number`` is its footnote in a dossier."""
    return {
        "id": source.pk,
        **({"number": numbers[source.pk]} if numbers is not None else {}),
        "publisher": source.publisher.name,
        "publisher_kind": source.effective_kind,
        "reliable": source.is_reliable,
        "title": source.title,
        "url": source.url or None,
    }


def statement(claim: Claim, numbers: Numbers | None = None) -> dict[str, Any]:
    """What one source said: the value, who said it, when it was true, when it was said, when we learned it."""
    return {
        "claim": claim.pk,
        "value": value(claim),
        "source": cited(claim.source, numbers),
        "as_of": partial(claim, "as_of"),
        "said_on": partial(claim, "said_on"),
        "recorded_in": claim.change_id,
        "quote": claim.quote,
        "stated_as": claim.stated_as,
        "note": claim.note,
    }


def whole(claim: Claim, rulings: Iterable[Ruling]) -> dict[str, Any]:
    """A claim as a member of the collection of claims, with the ruling that stands on it."""
    standing = next((ruling for ruling in rulings if ruling.lifted_by_id is None), None)
    said = statement(claim)
    del said["claim"]
    return {
        "id": claim.pk,
        "url": of("claims", claim.pk),
        "kind": claim.kind,
        "about": reference(claim.about),  # type: ignore[arg-type]  # a claim is about an entry
        **said,
        "replaces": claim.replaces_id,
        "ruling": standing.kind if standing else None,
        "ruled_in": standing.change_id if standing else None,
        "live": standing is None or standing.kind != RulingKind.RETRACTED,
    }
