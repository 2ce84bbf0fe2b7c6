"""What a load read and wrote, by kind, for people."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from exchange.seeds.plan import Plan
from projects.choices import ClaimKind

ROWS = (
    "countries",
    "organisations",
    "publishers",
    "sources",
    "places",
    "corridors",
    "projects",
    "milestones",
    "funding",
)


@dataclass
class Report:
    """Counts by kind: what the seeds hold, and what of it was new here."""

    rows_read: Counter[str] = field(default_factory=Counter)
    rows_written: Counter[str] = field(default_factory=Counter)
    claims_read: Counter[str] = field(default_factory=Counter)
    claims_written: Counter[str] = field(default_factory=Counter)
    said_again: int = 0
    alone: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def read(self, plan: Plan) -> None:
        """Count what a plan holds."""
        self.rows_read.update({name: len(rows) for name, rows in plan.entries.items()})
        self.rows_read["publishers"] = len(plan.publishers)
        self.rows_read["sources"] = len(plan.sources)
        self.rows_read["milestones"] = sum(map(len, plan.milestones.values()))
        self.rows_read["funding"] = sum(map(len, plan.funding.values()))
        self.claims_read.update(claim.kind for claims in plan.claims.values() for claim in claims.values())
        self.said_again = plan.said_again.total()
        self.skipped.update(plan.skipped)

    def wrote(self, name: str, number: int = 1) -> None:
        """Count rows written."""
        self.rows_written[name] += number

    def wrote_claim(self, kind: str) -> None:
        """Count a claim written."""
        self.claims_written[kind] += 1

    def left_alone(self, number: int) -> None:
        """Count claims not recorded because a curator retracted them, or withdrew or merged what they are about."""
        self.alone += number

    @property
    def nothing_new(self) -> bool:
        """Whether nothing at all was written."""
        return not self.rows_written.total() and not self.claims_written.total()

    def lines(self) -> Iterator[str]:
        """The report, line by line."""
        yield f"{'':24}{'read':>8}{'written':>9}{'there':>8}"
        for name in ROWS:
            if name in self.rows_read:
                yield _line(name, self.rows_read[name], self.rows_written[name])
        for kind in ClaimKind:
            if self.claims_read[kind]:
                yield _line(f"claims: {kind}", self.claims_read[kind], self.claims_written[kind])
        yield _line("claims", self.claims_read.total(), self.claims_written.total())
        if self.said_again:
            yield f"{self.said_again} times a dispute or status repeats what its source is on record with: one claim."
        for what, number in sorted(self.skipped.items()):
            yield f"{number} {what}: not recorded."
        if self.alone:
            yield f"{self.alone} claims left alone: retracted by a curator, or about what was withdrawn or merged."
        if self.nothing_new:
            yield "Nothing new."


def _line(name: str, read: int, written: int) -> str:
    return f"{name:24}{read:>8}{written:>9}{read - written:>8}"
