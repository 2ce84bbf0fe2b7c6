"""Claims in words: what one says, and what question it answers."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import QuerySet

from projects import languages, metrics
from projects.choices import ClaimKind, Instrument, MilestoneKind, Stage, TextChoices
from projects.kinds import KINDS
from projects.models import Claim

RELATED = (
    "source__publisher",
    "project",
    "corridor",
    "place",
    "organisation",
    "milestone",
    "funding",
    "party",
    "other_project",
    "other_place",
    "other_corridor",
)


def joined(claims: "QuerySet[Claim]") -> "QuerySet[Claim]":
    """Claims with all that their words need."""
    return claims.select_related(*RELATED)


def number(value: Decimal | None) -> str:
    """A number with thousands apart and no zeros that say nothing."""
    if value is None:
        return ""
    text = f"{value.normalize():,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def word(claim: Claim, column: str) -> str:
    """The label of a word from a vocabulary."""
    known: type[TextChoices] | None = KINDS[claim.kind].words.get(column)
    value = str(getattr(claim, column))
    return str(known(value).label) if known and value in known.values else value


def _amount(claim: Claim) -> str:
    told = f"{claim.unit} {number(claim.number)}" if claim.number is not None else claim.text
    return told if claim.aspect == "stands" else f"{told}, {word(claim, 'aspect').lower()}"


def _measure(claim: Claim) -> str:
    unit = metrics.unit_label(claim.unit)
    return f"{number(claim.number)} {unit}, {word(claim, 'aspect').lower()}"


def _party(claim: Claim) -> str:
    share = f", {number(claim.number)} {metrics.unit_label(claim.unit)}".rstrip() if claim.number is not None else ""
    return f"{claim.party}{share}{f' ({claim.text})' if claim.text else ''}"


def _name(claim: Claim) -> str:
    return f"{claim.text} ({claim.language})"


_VALUES: dict[str, Callable[[Claim], Any]] = {
    ClaimKind.NAME: _name,
    ClaimKind.STATUS: lambda claim: word(claim, "status"),
    ClaimKind.DATE: lambda claim: f"{claim.date}, {word(claim, 'aspect').lower()}",
    ClaimKind.AMOUNT: _amount,
    ClaimKind.MEASURE: _measure,
    ClaimKind.PARTY: _party,
    ClaimKind.RELATION: lambda claim: claim.other_project,
    ClaimKind.PLACE: lambda claim: claim.other_place,
    ClaimKind.CORRIDOR: lambda claim: claim.other_corridor,
    ClaimKind.TEXT: lambda claim: claim.text,
    ClaimKind.MENTION: lambda claim: word(claim, "aspect"),
}


def value_of(claim: Claim) -> str:
    """What a claim says, without the question."""
    return str(_VALUES[claim.kind](claim))


def _measured(claim: Claim) -> str:
    known = metrics.all_metrics().get(claim.metric)
    return known.label if known else claim.metric


_QUESTIONS: dict[str, Callable[[Claim], Any]] = {
    ClaimKind.NAME: lambda claim: "Name",
    ClaimKind.STATUS: lambda claim: "Status",
    ClaimKind.DATE: lambda claim: claim.milestone,
    ClaimKind.AMOUNT: lambda claim: claim.funding,
    ClaimKind.MEASURE: _measured,
    ClaimKind.PARTY: lambda claim: word(claim, "role") + (f" of {claim.funding}" if claim.funding else ""),
    ClaimKind.RELATION: lambda claim: word(claim, "relation"),
    ClaimKind.PLACE: lambda claim: "Lies at",
    ClaimKind.CORRIDOR: lambda claim: "Lies on",
    ClaimKind.TEXT: lambda claim: claim.topic.replace("_", " ").capitalize(),
    ClaimKind.MENTION: lambda claim: "Concerned by",
}


def question_of(claim: Claim) -> str:
    """What question a claim answers, with its scope."""
    asked = str(_QUESTIONS[claim.kind](claim))
    return f"{asked} ({claim.scope})" if claim.scope else asked


# Headings that a proposal names in words.
_HEADING_WORDS: dict[str, type[TextChoices]] = {"milestone": MilestoneKind, "stage": Stage, "instrument": Instrument}
# Columns of a proposal in the order in which they are told, without their names: each speaks for itself.
_TOLD: dict[str, tuple[str, ...]] = {
    ClaimKind.DATE: ("milestone", "date", "aspect"),
    ClaimKind.STATUS: ("status",),
    ClaimKind.AMOUNT: ("sum", "stage", "instrument", "aspect"),
}


def proposal(kind: str, values: dict[str, Any]) -> str:
    """A proposed claim in words, from columns that may not make sense yet; without the note on it."""
    labels = {**(KINDS[kind].words if kind in KINDS else {}), **_HEADING_WORDS}
    told: dict[str, str] = {}
    for column, value in values.items():
        known = labels.get(column)
        told[column] = str(known(value).label) if known and value in known.values else str(value)
    told.pop("note", None)
    if kind == ClaimKind.AMOUNT and "number" in told:
        currency = told.pop("currency", told.pop("unit", ""))
        told["sum"] = f"{currency} {_figure(told.pop('number'))}".strip()
    plain = [told.pop(column) for column in _TOLD.get(kind, ()) if told.get(column)]
    # The label of a milestone may hold commas.
    head = (": " if kind == ClaimKind.DATE else ", ").join(
        filter(None, (*plain[:1], ", ".join(map(_lowered, plain[1:]))))
    )
    rest = [f"{column.replace('_', ' ')}: {one}" for column, one in told.items()]
    return "; ".join(filter(None, [head, *rest]))


def _figure(text: str) -> str:
    """A number as people write it; what is none as it stands."""
    try:
        return number(Decimal(text))
    except InvalidOperation:
        return text


def _lowered(text: str) -> str:
    """Within a sentence: labels begin small, what begins with two capitals or a figure stays."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def language(code: str) -> str:
    """A language by its tag, with what the tag says beside it: "Kazakh (arab)"."""
    base, _, more = code.partition("-")
    return f"{languages.name(base)} ({more})" if more else languages.name(base)
