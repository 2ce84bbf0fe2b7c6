"""What a load will record, as plain data that refers to everything by its key in the seeds."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from exchange.seeds.problems import Place
from projects.choices import ClaimKind

Key = tuple[str, str]
# A claim of these kinds about another day is another claim; of the others it is the same said again.
TIMED = frozenset({ClaimKind.STATUS, ClaimKind.MEASURE})


@dataclass(frozen=True, slots=True)
class MilestonePlan:
    """A heading of dates, in one project."""

    kind: str
    title: str
    context: bool = False


@dataclass(frozen=True, slots=True)
class FundingPlan:
    """A heading of amounts, in one project; its title is unique there."""

    stage: str
    instrument: str
    title: str


@dataclass
class ClaimPlan:
    """What one source said of one entry; columns as ``claims.record`` takes them, rows of ours by key."""

    about: Key
    kind: str
    source: str
    columns: dict[str, Any]
    place: Place
    as_of: str = ""
    stated_as: str = ""
    note: str = ""

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes two claims of one source the same one. A position, a remark and the source's word do not."""
        columns = {
            name: Decimal(str(value)) if name == "number" else value
            for name, value in self.columns.items()
            if name != "position" and value not in (None, "")
        }
        said = frozenset(columns.items())
        return (self.about, self.kind, self.source, said, self.as_of if self.kind in TIMED else "")


@dataclass
class EntryPlan:
    """A row of the catalogue, by table and key."""

    key: Key
    fields: dict[str, Any]


@dataclass
class Plan:
    """Everything a load records, in the order in which it does."""

    country_names: dict[str, str] = field(default_factory=dict)
    publishers: dict[str, dict[str, Any]] = field(default_factory=dict)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    entries: dict[str, dict[str, EntryPlan]] = field(default_factory=lambda: defaultdict(dict))
    milestones: dict[str, dict[MilestonePlan, None]] = field(default_factory=lambda: defaultdict(dict))
    funding: dict[str, dict[FundingPlan, FundingPlan | None]] = field(default_factory=lambda: defaultdict(dict))
    claims: dict[Key, dict[tuple[object, ...], ClaimPlan]] = field(default_factory=lambda: defaultdict(dict))
    said_again: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, claim: ClaimPlan) -> ClaimPlan:
        """Plan a claim. One that its source makes already is not planned twice, but keeps both remarks.

        Returns:
            The claim planned now or before.
        """
        known = self.claims[claim.about].setdefault(claim.identity, claim)
        if known is not claim:
            self.said_again[claim.kind] += 1
            known.stated_as = known.stated_as or claim.stated_as
            add_note(known, claim.note)
        return known

    def of(self, about: Key, kind: str) -> list[ClaimPlan]:
        """Claims of a kind planned about an entry."""
        return [claim for claim in self.claims[about].values() if claim.kind == kind]


def add_note(claim: ClaimPlan, note: str) -> None:
    """Add our remark to a claim, once."""
    if note and note not in claim.note:
        claim.note = f"{claim.note}. {note}" if claim.note else note
