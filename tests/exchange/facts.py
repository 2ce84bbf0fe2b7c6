"""An account of its own of what the facts hold, by other code than the loader's: pairs of a claim and a source."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

SEEDS = Path(settings.BASE_DIR) / "seeds"
MARKER = "approximate-unsourced"
STATUS = {
    "announced": "proposed",
    "agreed": "preparation",
    "financing": "preparation",
    "construction": "under_construction",
    "suspended": "suspended",
    "operational": "operating",
    "completed": "completed",
    "cancelled": "cancelled",
}


def read(name: str) -> Any:
    return yaml.safe_load((SEEDS / "facts" / f"{name}.yaml").read_text(encoding="utf-8"))


class Facts:
    """The files, and what of them is one claim of one source."""

    def __init__(self) -> None:
        self.projects, self.corridors = read("projects"), read("corridors")
        self.places, self.organisations = read("places"), read("organisations")
        self.sources = {row["id"]: row for row in read("sources")}
        self.publishers = read("publishers")

    def claims(self) -> Counter[str]:
        """How many claims of each kind the facts make."""
        return Counter(
            {
                "name": len(self.names()),
                "status": len(self.statuses()),
                "date": len(self.dates()),
                "amount": len(self.amounts()),
                "measure": len(self.measures()),
                "party": self.parties(),
                "place": sum(len(p["location"]["nodes"]) * len(p["location"]["sources"]) for p in self.projects),
                "text": self.texts(),
                "mention": sum(len(c["route"]["sources"]) for c in self.corridors),
            }
        )

    def names(self) -> set[tuple[str, ...]]:
        named = [(row["id"], name) for row in self.projects + self.corridors for name in row["aliases"]]
        named += [(row["id"], name) for row in self.places + self.organisations for name in row["names"]]
        return {(key, name["lang"], name["name"], source) for key, name in named for source in name["sources"]}

    def statuses(self) -> set[tuple[str, ...]]:
        found: set[tuple[str, ...]] = set()
        for project in self.projects:
            key, history, now = project["id"], project["status_history"], project["status"]
            found |= {(key, STATUS[row["value"]], row["date"], s) for row in history for s in row["sources"]}
            dated = [s for s in now["sources"] if self.sources[s]["date"]]
            for source in now["sources"]:
                said = self.sources[source]["date"]
                seen = now["as_of"] if said or not dated else ""
                if said and history[-1]["date"] <= said and last_day(said) < first_day(now["as_of"]):
                    seen = said
                found.add((key, STATUS[now["value"]], seen, source))
            for value in self.values(project, "status"):
                for source in value["sources"]:
                    said = self.sources[source]["date"] or ""
                    told = {
                        row[2] for row in found if (row[0], row[1], row[3]) == (key, STATUS[value["status"]], source)
                    }
                    if not told & {said, ""}:
                        found.add((key, STATUS[value["status"]], said, source))
        return found

    def dates(self) -> set[tuple[str, ...]]:
        found: set[tuple[str, ...]] = set()
        for project in self.projects:
            rows = project["milestones"]
            found |= {(project["id"], r["series"], r["nature"], r["date"], s) for r in rows for s in r["sources"]}
            for dispute in project["disputes"]:
                if "series" not in dispute:
                    continue
                series = dispute["series"]
                happened = any(r["nature"] == "happened" for r in rows if r["series"] == series)
                nature = "happened" if happened else "promised"
                for value in dispute["values"]:
                    for source in value["sources"]:
                        same = {
                            r[3] for r in found if (r[0], r[1], r[2], r[4]) == (project["id"], series, nature, source)
                        }
                        if not any(day.startswith(value["date"]) or value["date"].startswith(day) for day in same):
                            found.add((project["id"], series, nature, value["date"], source))
        return found

    def amounts(self) -> set[tuple[Any, ...]]:
        found: set[tuple[Any, ...]] = set()
        for project in self.projects:
            for index, row in enumerate(project["funding"]):
                found |= {(project["id"], row["amount"], row["currency"], s, index) for s in row["sources"]}
            for value in self.values(project, "funding"):
                for source in value["sources"]:
                    told = (project["id"], value["amount"], value["currency"], source)
                    if told not in {row[:4] for row in found}:
                        found.add((*told, -1))
        return found

    def measures(self) -> set[tuple[Any, ...]]:
        found: set[tuple[Any, ...]] = set()
        for row in self.projects + self.corridors:
            figures = row.get("figures") or row.get("throughput") or []
            for f in figures:
                what = (row["id"], f["metric"], f["scope"], f["unit"], f["value"])
                found |= {(*what, s, f["kind"], f["period"]) for s in f["sources"]}
            for dispute in row["disputes"]:
                for value in dispute["values"] if "metric" in dispute else []:
                    what = (row["id"], dispute["metric"], dispute["scope"], dispute["unit"], value["value"])
                    told = {claim[:6] for claim in found}
                    found |= {(*what, s, "", "") for s in value["sources"] if (*what, s) not in told}
        return found

    def parties(self) -> int:
        parties = sum(len(party["sources"]) for p in self.projects for party in p["parties"])
        return parties + sum(
            len(row["financiers"]) * len(row["sources"]) for p in self.projects for row in p["funding"]
        )

    def texts(self) -> int:
        told = sum(len(v["sources"]) for row in self.projects + self.corridors for v in self.values(row, "topic"))
        return told + sum(place["coordinate_source"] != MARKER for place in self.places)

    def milestones(self) -> set[tuple[str, str]]:
        return {(project["id"], row["series"]) for project in self.projects for row in project["milestones"]}

    @staticmethod
    def values(row: dict[str, Any], sort: str) -> list[dict[str, Any]]:
        return [value for dispute in row["disputes"] if sort in dispute for value in dispute["values"]]


def first_day(text: str) -> date:
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    parts = [*map(int, text.split("-"))]
    if len(parts) == 3:
        return date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)
