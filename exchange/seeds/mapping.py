"""What every part of the mapping needs: the rows by key, the words, the plan, and the problems met on the way."""

from dataclasses import dataclass, field
from typing import Any

from exchange.seeds.plan import ClaimPlan, Key, Plan
from exchange.seeds.problems import Place, Problems
from exchange.seeds.shape import Row
from exchange.seeds.words import Table
from projects import metrics, money
from projects.choices import ClaimKind
from projects.dates import PartialDate

# Stands where coordinates rest on no source; never a source itself.
NO_SOURCE = "approximate-unsourced"
LONGEST = {"scope": 300, "topic": 60, "text": 2000}


@dataclass
class Mapping:
    """The seeds on their way into a plan."""

    words: dict[str, Table]
    rows: dict[str, dict[str, Row]]
    problems: Problems
    plan: Plan = field(default_factory=Plan)
    known: dict[str, set[str]] = field(default_factory=dict)

    def word(self, table: str, value: str, place: Place, name: str) -> str:
        """Our word for a word of the facts; an unmapped one is a problem."""
        found = self.words[table].get(value)
        if found is None:
            self.problems.add(place, name, value, f"is not a mapped {table.replace('_', ' ')}")
        return found or ""

    def refer(self, table: str, key: str, place: Place, name: str) -> Key:
        """A reference to another row; one that leads nowhere is a problem."""
        if key not in self.known[table]:
            self.problems.add(place, name, key, f"is not in {table}.yaml")
        return table, key

    def sources(self, row: Row, place: Place) -> list[str]:
        """The sources a row cites: one or more, all known, never the marker."""
        cited: list[str] = row["sources"]
        if not cited:
            self.problems.add(place, "sources", cited, "names no source")
        for key in cited:
            if key == NO_SOURCE:
                self.problems.add(place, "sources", key, "is a marker and never a citation")
            else:
                self.refer("sources", key, place, "sources")
        return [key for key in cited if key in self.known["sources"]]

    def said_on(self, source: str) -> str:
        """When a source said what it says; empty when it is undated."""
        row = self.rows["sources"].get(source, {})
        return row.get("date") or ""

    def precision(self, row: Row, name: str, place: Place) -> None:
        """Compare a date with the precision that stands beside it."""
        text, told = row.get(name), row.get(f"{name}_precision")
        if told != precision_of(text):
            self.problems.add(place, f"{name}_precision", told, f"does not fit {text!r}")

    def country(self, code: str, place: Place, name: str) -> str:
        """A country by its ISO code."""
        if code not in self.known["countries"]:
            self.problems.add(place, name, code, "is not a country of ISO 3166-1")
        return code

    def check_currency(self, number: object, currency: str | None, place: Place) -> None:
        """An amount has its currency, a currency its amount."""
        if number is None and currency is not None:
            self.problems.add(place, "currency", currency, "stands without an amount")
        elif number is not None and currency is None:
            self.problems.add(place, "amount", number, "stands without a currency")
        elif currency is not None and not money.is_currency(currency):
            self.problems.add(place, "currency", currency, "is not a currency of ISO 4217")

    def check_unit(self, row: Row, place: Place) -> None:
        """A metric is known and is given in one of its units."""
        metric = metrics.all_metrics().get(row["metric"])
        if metric is None:
            self.problems.add(place, "metric", row["metric"], "is not in the list of metrics")
        elif row.get("unit") not in metric.factors:
            self.problems.add(place, "unit", row.get("unit"), f"is not a unit of {metric.id}")

    def record(
        self, about: Key, kind: ClaimKind, row: Row, place: Place, *, as_of: str = "", **columns: Any
    ) -> list[ClaimPlan]:
        """Plan one claim for each source of a row, with the row's remark and the source's own word."""
        for name, limit in LONGEST.items():
            if len(columns.get(name) or "") > limit:
                self.problems.add(place, name, columns[name], f"is longer than {limit} characters")
        return [
            self.plan.add(
                ClaimPlan(
                    about=about,
                    kind=kind,
                    source=source,
                    columns=columns,
                    place=place,
                    as_of=as_of,
                    stated_as=row.get("stated_as") or "",
                    note=row.get("note") or "",
                )
            )
            for source in self.sources(row, place)
        ]


def precision_of(text: str | None) -> str | None:
    """How exactly a partial date is told, in the facts' own words."""
    if not text:
        return None
    if "/" in text:
        return "range"
    if "Q" in text:
        return "quarter"
    if "H" in text:
        return "half"
    return {4: "year", 7: "month", 10: "day"}.get(len(text))


def dates_overlap(one: str, other: str) -> bool:
    """Whether two partial dates may mean the same day."""
    return PartialDate.parse(one).overlaps(PartialDate.parse(other))
