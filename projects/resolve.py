"""The rule: which of several claims on one question is shown, and which stand beside it. Pure.

*Changing* things (status, forecasts, parties): the newest claim first; within 90 days the publisher's class decides.
*Fixed* things (length, contract sum, a date that happened): the publisher's class first, then the newest.
A preferred claim wins against every claim that is not later. A source of low reliability never wins alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from projects.choices import PublisherKind, RulingKind, Status
from projects.kinds import Rule

RULE_VERSION = "1"
TIE_WINDOW = timedelta(days=90)
CONTEST_WINDOW = timedelta(days=180)
# Lower is believed first. An official publisher speaks for its own country only; elsewhere it counts as media.
RANK = {
    PublisherKind.OFFICIAL_HOST: 1,
    PublisherKind.OFFICIAL_CHINA: 1,
    PublisherKind.IMPLEMENTER: 2,
    PublisherKind.LENDER: 2,
    PublisherKind.MULTILATERAL: 3,
    PublisherKind.ACADEMIC: 4,
    PublisherKind.MEDIA: 5,
    PublisherKind.DATASET: 6,
    PublisherKind.AGGREGATOR: 7,
    PublisherKind.UNKNOWN: 8,
}
BOTH_OFFICIAL_SIDES = 0
# A project moves along these in order: an earlier one said before a later one is its past, not a contradiction.
PROGRESS = (
    Status.PROPOSED,
    Status.PREPARATION,
    Status.PROCUREMENT,
    Status.UNDER_CONSTRUCTION,
    Status.COMPLETED,
    Status.OPERATING,
)
# After so many months without evidence a status is marked "no recent evidence (inferred)"; others never are.
FRESH_MONTHS = {
    Status.UNDER_CONSTRUCTION: 12,
    Status.PROPOSED: 24,
    Status.PREPARATION: 24,
    Status.PROCUREMENT: 24,
    Status.SUSPENDED: 24,
}


@dataclass(frozen=True, slots=True)
class Days:
    """A date as the interval of days it can mean; two agree when they overlap."""

    earliest: date
    latest: date

    def agrees(self, other: "Value") -> bool:
        """Say whether both may mean the same day."""
        return isinstance(other, Days) and self.earliest <= other.latest and other.earliest <= self.latest


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a unit; two agree when they are equal at the coarser of their roundings."""

    number: Decimal
    unit: str

    def agrees(self, other: "Value") -> bool:
        """Say whether both are the same number, as exactly as the coarser one was told."""
        if not isinstance(other, Number) or self.unit != other.unit:
            return False
        step = max(rounding_step(self.number), rounding_step(other.number))
        return _round(self.number, step) == _round(other.number, step)


@dataclass(frozen=True, slots=True)
class Words:
    """A word or text; two agree when they are the same."""

    words: tuple[object, ...]

    def agrees(self, other: "Value") -> bool:
        """Say whether both are the same."""
        return self == other


Value = Days | Number | Words


def rounding_step(number: Decimal) -> Decimal:
    """How exactly a number was told: its last digit that is not a trailing zero, but never fewer than two digits of it.

    1.4 billion is told to 0.1 billion, 540,000 to 10,000, 2.0 (as 2) to 0.1.
    """
    if not number:
        return Decimal(1)
    last_digit = Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))
    second_digit = Decimal(1).scaleb(number.adjusted() - 1)
    return min(last_digit, second_digit) if last_digit >= 1 else last_digit


def _round(number: Decimal, step: Decimal) -> Decimal:
    return (number / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Said:
    """What the rule needs to know of a claim."""

    id: int
    value: Value
    as_of: date | None = None
    said_on: date | None = None
    kind: str = PublisherKind.UNKNOWN
    reliable: bool = True
    voice: str = ""
    publisher: int = 0
    ruling: str = ""

    @property
    def rank(self) -> int:
        """Place of its publisher's kind in the order of belief."""
        return RANK[PublisherKind(self.kind)]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What is shown (None when nothing may be), the claims that agree with it, and those that do not."""

    shown: int | None
    support: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()
    contested: bool = False
    preferred: bool = False
    overtaken: bool = False
    unconfirmed: bool = field(default=False)


def resolve(rule: Rule, claims: Sequence[Said]) -> Resolved:
    """Weigh the live claims on one question.

    The order of ``claims`` does not matter. With nothing but single voices of low reliability, nothing is shown and the
    claims stand as rivals of an unconfirmed answer.
    """
    standing = [claim for claim in claims if claim.ruling != RulingKind.DEPRECATED]
    eligible = [claim for claim in standing if claim.reliable or _is_corroborated(claim, standing)]
    preference = _preference(rule, standing)
    if preference is not None:
        eligible = [preference, *(claim for claim in eligible if _is_later(rule, claim, preference))]
    if not eligible:
        return Resolved(None, rivals=_ids(claims), unconfirmed=bool(claims))
    winner = _pick(rule, eligible)
    support = [claim for claim in claims if claim.value.agrees(winner.value)]
    rivals = [claim for claim in claims if not claim.value.agrees(winner.value)]
    is_preferred = preference is not None and preference.value.agrees(winner.value)
    return Resolved(
        winner.id,
        support=(winner.id, *(claim_id for claim_id in _ids(support) if claim_id != winner.id)),
        rivals=_ids(rivals),
        contested=not is_preferred and any(_contradicts(rule, claim, winner, support) for claim in rivals),
        preferred=is_preferred,
        overtaken=preference is not None and not is_preferred,
    )


def _ids(claims: Sequence[Said]) -> tuple[int, ...]:
    return tuple(sorted(claim.id for claim in claims))


def _moment(rule: Rule, claim: Said) -> date | None:
    """The day by which claims are ordered: of changing things when it was true, of fixed ones when it was said."""
    first, second = (claim.said_on, claim.as_of) if rule is Rule.FIXED else (claim.as_of, claim.said_on)
    return first or second


def _is_corroborated(claim: Said, claims: Sequence[Said]) -> bool:
    return any(other.voice != claim.voice and other.value.agrees(claim.value) for other in claims)


def _preference(rule: Rule, claims: Sequence[Said]) -> Said | None:
    preferred = [claim for claim in claims if claim.ruling == RulingKind.PREFERRED]
    return max(preferred, key=lambda claim: (_moment(rule, claim) or date.max, claim.id), default=None)


def _is_later(rule: Rule, claim: Said, preference: Said) -> bool:
    """An undated preference is never overtaken, and an undated claim never overtakes one."""
    moment, preferred = _moment(rule, claim), _moment(rule, preference)
    return moment is not None and preferred is not None and moment > preferred


def _pick(rule: Rule, claims: Sequence[Said]) -> Said:
    if rule is Rule.FIXED:
        return min(claims, key=lambda claim: (_class(claim, claims), -_ordinal(rule, claim), -claim.id))
    newest = max(_ordinal(rule, claim) for claim in claims)
    window = [claim for claim in claims if newest - _ordinal(rule, claim) <= TIE_WINDOW.days]
    return min(window, key=lambda claim: (claim.rank, -_ordinal(rule, claim), -claim.id))


def _ordinal(rule: Rule, claim: Said) -> int:
    moment = _moment(rule, claim)
    return moment.toordinal() if moment else 0


def _class(claim: Said, claims: Sequence[Said]) -> int:
    sides = {PublisherKind.OFFICIAL_HOST, PublisherKind.OFFICIAL_CHINA}
    if claim.kind not in sides:
        return claim.rank
    agreeing = {other.kind for other in claims if other.value.agrees(claim.value)}
    return BOTH_OFFICIAL_SIDES if sides <= agreeing else claim.rank


def _contradicts(rule: Rule, claim: Said, winner: Said, support: Sequence[Said]) -> bool:
    """A reliable rival near the winner in time (changing) or class (fixed), not superseded by its own publisher."""
    if not claim.reliable or claim.ruling == RulingKind.DEPRECATED:
        return False
    moment = _ordinal(rule, claim)
    if any(other.publisher == claim.publisher and _ordinal(rule, other) > moment for other in support):
        return False
    if rule is Rule.FIXED:
        return claim.rank <= winner.rank
    distance = _ordinal(rule, winner) - moment
    return abs(distance) <= CONTEST_WINDOW.days and not (distance >= 0 and _is_past_of(claim.value, winner.value))


def _is_past_of(earlier: Value, later: Value) -> bool:
    if not isinstance(earlier, Words) or not isinstance(later, Words):
        return False
    first, second = earlier.words[0], later.words[0]
    return first in PROGRESS and second in PROGRESS and PROGRESS.index(first) < PROGRESS.index(second)


def is_stale(status: str, last_evidence: date | None, today: date) -> bool:
    """Say whether a status stands without recent evidence: an inference, the stated status stays what it is."""
    months = FRESH_MONTHS.get(Status(status)) if status else None
    if months is None:
        return False
    return last_evidence is None or last_evidence < stale_before(months, today)


def stale_before(months: int, today: date) -> date:
    """The day before which the last evidence is too old."""
    years, month = divmod(today.month - 1 - months, 12)
    return date(today.year + years, month + 1, min(today.day, 28))
