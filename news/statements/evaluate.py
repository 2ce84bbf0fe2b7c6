"""Measures what is proposed against labelled sentences: ``python -m news.statements.evaluate FILE``."""

import collections
import dataclasses
import json
import pathlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from news.statements import Span, Statement, propose


@dataclasses.dataclass
class Score:
    """How many statements were proposed rightly, proposed wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was proposed that is right; 1 when nothing was proposed."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what was there to find that was proposed; 1 when there was nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def load(path: pathlib.Path) -> list[dict[str, Any]]:
    """Read labelled sentences, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def spans(text: str, names: Iterable[str]) -> list[Span]:
    """Return every place in a text where one of the names stands."""
    found: list[Span] = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.append(("text", at, at + len(name)))
            at = text.find(name, at + 1)
    return found


def proposed(row: Mapping[str, Any]) -> list[Statement]:
    """Propose statements for one labelled sentence."""
    text = row["text"]
    names, rivals = spans(text, row["names"]), spans(text, row["rivals"])
    return propose("", text, row["language"], row["published"], names=names, rivals=rivals)


def expected(row: Mapping[str, Any]) -> set[tuple[str, ...]]:
    """Return the values a labelled sentence states, comparable with ``Statement.value``."""
    blank = Statement(kind="status", quote="", field="text", start=0, end=0)
    values = (dict(label) for label in row["expected"])
    return {
        dataclasses.replace(
            blank, **(value | ({"number": Decimal(value["number"])} if "number" in value else {}))
        ).value
        for value in values
    }


def differences(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the id of a sentence, ``wrong`` or ``missed``, and the value, for each statement that differs."""
    for row in rows:
        found, wanted = {statement.value for statement in proposed(row)}, expected(row)
        yield from ((row["id"], "wrong", value) for value in sorted(found - wanted))
        yield from ((row["id"], "missed", value) for value in sorted(wanted - found))


def measure(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Score]:
    """Score labelled sentences by (language, half)."""
    scores: dict[tuple[str, str], Score] = collections.defaultdict(Score)
    for row in rows:
        found, wanted = {statement.value for statement in proposed(row)}, expected(row)
        score = scores[row["language"], row["half"]]
        score.right += len(found & wanted)
        score.wrong += len(found - wanted)
        score.missed += len(wanted - found)
    return dict(scores)


def table(scores: Mapping[tuple[str, str], Score]) -> str:
    """Write scores as a table in Markdown, one line a language and half."""
    lines = ["| language | half | proposed | right | precision | recall |", "|---|---|---|---|---|---|"]
    for (language, half), score in sorted(scores.items()):
        counts = f"{score.right + score.wrong} | {score.right}"
        lines.append(f"| {language} | {half} | {counts} | {score.precision:.3f} | {score.recall:.3f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(table(measure(load(pathlib.Path(sys.argv[1])))) + "\n")
