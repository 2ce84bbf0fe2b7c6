"""One table: each kind of claim, the columns it fills, its words, and the rule by which it resolves.

Database checks, admin forms, the API, spreadsheets and proposals are built from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import CheckConstraint, Q, TextChoices

from projects import choices
from projects.choices import ClaimKind


class Rule(StrEnum):
    """How rivals are weighed; resolve.py holds the rules themselves."""

    CHANGING = "changing"
    FIXED = "fixed"
    LIST = "list"


ABOUT = ("project", "corridor", "place", "organisation")
VALUE_TEXT = ("status", "aspect", "date", "unit", "metric", "scope", "role", "relation", "language", "topic", "text")
VALUE_NULL = ("number", "milestone", "funding", "party", "other_project", "other_place", "other_corridor", "position")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of claim is about, which columns it must and may fill, and from which words.

    ``slot`` names the columns that make one question (claims of one slot are rivals or agree), ``value`` those
    that make the answer. ``by_aspect`` gives other rules than ``rule`` to some aspects.
    """

    about: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    slot: tuple[str, ...]
    value: tuple[str, ...]
    rule: Rule
    words: dict[str, type[TextChoices]] = field(default_factory=dict)
    by_aspect: dict[str, Rule] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns it may fill."""
        return self.required + self.optional

    def rule_for(self, aspect: str) -> Rule:
        """The rule by which a claim of that aspect resolves."""
        return self.by_aspect.get(aspect, self.rule)


KINDS: dict[str, Kind] = {
    ClaimKind.NAME: Kind(
        about=ABOUT,
        required=("text", "language", "aspect"),
        optional=("topic",),
        slot=("language", "text"),
        value=("text",),
        rule=Rule.LIST,
        words={"aspect": choices.NameAspect},
    ),
    ClaimKind.STATUS: Kind(
        about=("project",),
        required=("status",),
        optional=("scope",),
        slot=("scope",),
        value=("status",),
        rule=Rule.CHANGING,
        words={"status": choices.Status},
    ),
    ClaimKind.DATE: Kind(
        about=("project",),
        required=("milestone", "date", "aspect"),
        optional=("scope", "text"),
        slot=("milestone", "aspect"),
        value=("date",),
        rule=Rule.CHANGING,
        words={"aspect": choices.DateAspect},
        by_aspect={choices.DateAspect.HAPPENED: Rule.FIXED},
    ),
    ClaimKind.AMOUNT: Kind(
        about=("project",),
        required=("funding", "aspect"),
        optional=("number", "unit", "scope", "text", "date"),
        slot=("funding",),
        value=("number", "unit", "aspect"),
        rule=Rule.FIXED,
        words={"aspect": choices.AmountAspect},
    ),
    ClaimKind.MEASURE: Kind(
        about=("project", "corridor", "place"),
        required=("metric", "number", "unit", "aspect"),
        optional=("scope", "text"),
        slot=("metric", "scope", "aspect"),
        value=("number", "unit"),
        rule=Rule.FIXED,
        words={"aspect": choices.MeasureAspect},
    ),
    ClaimKind.PARTY: Kind(
        about=("project", "corridor"),
        required=("party", "role"),
        optional=("funding", "number", "unit", "scope", "text"),
        slot=("funding", "party", "role", "scope"),
        value=("number", "unit", "text"),
        rule=Rule.CHANGING,
        words={"role": choices.Role},
    ),
    ClaimKind.RELATION: Kind(
        about=("project",),
        required=("relation", "other_project"),
        optional=("scope",),
        slot=("relation", "other_project"),
        value=("relation", "other_project"),
        rule=Rule.LIST,
        words={"relation": choices.Relation},
    ),
    ClaimKind.PLACE: Kind(
        about=("project", "organisation"),
        required=("other_place",),
        optional=("position", "scope", "role"),
        slot=("other_place",),
        value=("other_place",),
        rule=Rule.LIST,
    ),
    ClaimKind.CORRIDOR: Kind(
        about=("project",),
        required=("other_corridor",),
        optional=("scope",),
        slot=("other_corridor",),
        value=("other_corridor",),
        rule=Rule.LIST,
    ),
    ClaimKind.TEXT: Kind(
        about=ABOUT,
        required=("topic", "text"),
        optional=("language", "scope"),
        slot=("topic", "text"),
        value=("text",),
        rule=Rule.LIST,
    ),
    ClaimKind.MENTION: Kind(
        about=("project", "corridor"),
        required=("aspect",),
        optional=("text",),
        slot=(),
        value=("aspect",),
        rule=Rule.LIST,
        words={"aspect": choices.MentionAspect},
    ),
}


def _filled(columns: Iterable[str], filled: bool) -> Q:
    condition = Q()
    for column in columns:
        empty = Q(**{f"{column}__isnull": True}) if column in VALUE_NULL else Q(**{column: ""})
        condition &= ~empty if filled else empty
    return condition


def _about_one_of(names: Iterable[str]) -> Q:
    condition = Q()
    for name in names:
        condition |= Q(**{f"{other}__isnull": other != name for other in ABOUT})
    return condition


def claim_constraints() -> list[CheckConstraint]:
    """The database's last line: what a claim of each kind can never be."""
    constraints = [CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="claim_kind_is_known")]
    for name, kind in KINDS.items():
        never = [column for column in VALUE_TEXT + VALUE_NULL if column not in kind.columns]
        condition = _filled(kind.required, True) & _filled(never, False) & _about_one_of(kind.about)
        for column, words in kind.words.items():
            condition &= Q(**{f"{column}__in": words.values})
        constraints.append(CheckConstraint(condition=~Q(kind=name) | condition, name=f"claim_of_{name}_is_whole"))
    constraints.append(
        CheckConstraint(
            condition=~Q(kind=ClaimKind.AMOUNT)
            | Q(number__isnull=True, unit="")
            | (Q(number__isnull=False, number__gte=0) & ~Q(unit="")),
            name="claim_amount_has_a_currency",
        )
    )
    return constraints
