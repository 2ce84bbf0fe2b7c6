"""Broken seeds: every problem is told with its file, key, field and value, and nothing is written."""

import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from corridors.errors import Invalid
from exchange.seeds import load
from exchange.seeds.problems import Problems
from exchange.seeds.read import read
from projects.models import Change, Claim, Country, Project, Publisher, Source
from tests.exchange.facts import SEEDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    for folder in ("facts", "mappings"):
        shutil.copytree(SEEDS / folder, tmp_path / folder)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refused(directory: Path) -> str:
    """What the command says when it refuses; nothing may have been written."""
    with pytest.raises(CommandError) as refusal:
        call_command("load_seeds", dir=directory, stdout=StringIO())
    for model in (Project, Source, Publisher, Country, Claim, Change):
        assert not model.objects.exists(), model
    return str(refusal.value)


CASES = {
    "an unknown status": (
        "facts/projects.yaml",
        "    value: construction\n    as_of: '2026-02-20'",
        "    value: dreaming\n    as_of: '2026-02-20'",
        "projects.yaml: ayagoz-bakhty-railway: status.value: 'dreaming' is not a mapped status",
    ),
    "a field that is not mapped": (
        "facts/projects.yaml",
        "  short_name: Ayagoz–Bakhty railway\n",
        "  short_name: Ayagoz–Bakhty railway\n  colour: blue\n",
        "projects.yaml: ayagoz-bakhty-railway: colour: 'blue' stands in a field that is not mapped",
    ),
    "a missing field": (
        "facts/projects.yaml",
        "  short_name: Ayagoz–Bakhty railway\n",
        "",
        "projects.yaml: ayagoz-bakhty-railway: short_name: is missing",
    ),
    "a label too long for its column": (
        "facts/projects.yaml",
        "  short_name: Ayagoz–Bakhty railway\n",
        f"  short_name: {'x' * 61}\n",
        "is longer than 60 characters",
    ),
    "an amount without a currency": (
        "facts/projects.yaml",
        "  - amount: 321000000000\n    currency: KZT",
        "  - amount: 321000000000\n    currency: null",
        "projects.yaml: ayagoz-bakhty-railway: funding[0].amount: 321000000000 stands without a currency",
    ),
    "a currency that is none": (
        "facts/projects.yaml",
        "  - amount: 321000000000\n    currency: KZT",
        "  - amount: 321000000000\n    currency: TENGE",
        "funding[0].currency: 'TENGE' is not a currency of ISO 4217",
    ),
    "a negative amount": (
        "facts/projects.yaml",
        "  - amount: 321000000000\n",
        "  - amount: -1\n",
        "funding[0].amount: -1 is not a number greater than zero",
    ),
    "a date in 2107": (
        "facts/projects.yaml",
        "    date: '2025'\n    date_precision: year\n    text: Line to be laid",
        "    date: '2107'\n    date_precision: year\n    text: Line to be laid",
        "date: '2107' is no date we can use: The year 2107 is outside 1850-2100.",
    ),
    "a day of reading that is none": (
        "facts/sources.yaml",
        "  retrieved: '2026-11-23'\n",
        "  retrieved: '2026-11'\n",
        "retrieved: '2026-11' is not a day",
    ),
    "a day that no calendar has": (
        "facts/sources.yaml",
        "  date: '2023-12-21'\n",
        "  date: '2023-02-30'\n",
        "sources.yaml: zawya-2023-12-21: date: '2023-02-30' is no date we can use",
    ),
    "a date that YAML reads as a number": (
        "facts/projects.yaml",
        "    date: '2025'\n    date_precision: year\n    text: Line to be laid",
        "    date: 2025\n    date_precision: year\n    text: Line to be laid",
        "date: 2025 is not text; put it in quotes",
    ),
    "a precision that does not fit": (
        "facts/projects.yaml",
        "    as_of: '2026-02-20'\n    as_of_precision: day",
        "    as_of: '2026-02-20'\n    as_of_precision: year",
        "status.as_of_precision: 'year' does not fit '2026-02-20'",
    ),
    "a source that is not there": (
        "facts/projects.yaml",
        "    sources:\n    - railtransit-2017-03-27\n    - tenqri-bakhty-2027\n  status:",
        "    sources:\n    - nobody-2024\n    - tenqri-bakhty-2027\n  status:",
        "projects.yaml: ayagoz-bakhty-railway: location.sources: 'nobody-2024' is not in sources.yaml",
    ),
    "a claim without a source": (
        "facts/projects.yaml",
        "    scope: programme\n  - amount: 1000000000\n    currency: EUR",
        "    scope: programme\n    sources: []\n  - amount: 1000000000\n    currency: EUR",
        "the key 'sources' stands twice",
    ),
    "the marker as a citation": (
        "facts/projects.yaml",
        "    sources:\n    - railtransit-2017-03-27\n    - tenqri-bakhty-2027\n  status:",
        "    sources:\n    - approximate-unsourced\n    - tenqri-bakhty-2027\n  status:",
        "'approximate-unsourced' is a marker and never a citation",
    ),
    "an organisation that is not there": (
        "facts/projects.yaml",
        "  - organisation: ktz\n    name: Kazakhstan Temir Zholy (KTZ)\n    role: owner",
        "  - organisation: nobody\n    name: Kazakhstan Temir Zholy (KTZ)\n    role: owner",
        "parties[0].organisation: 'nobody' is not in organisations.yaml",
    ),
    "an unknown role": (
        "facts/projects.yaml",
        "    name: Kazakhstan Temir Zholy (KTZ)\n    role: owner",
        "    name: Kazakhstan Temir Zholy (KTZ)\n    role: onlooker",
        "parties[0].role: 'onlooker' is not a mapped role",
    ),
    "an unknown metric": (
        "facts/projects.yaml",
        "  - metric: route_length\n",
        "  - metric: route_beauty\n",
        "metric: 'route_beauty' is not in the list of metrics",
    ),
    "a unit of another metric": (
        "facts/corridors.yaml",
        "    value: 23\n    unit: mt\n",
        "    value: 23\n    unit: km\n",
        "corridors.yaml: trans-kazakhstan-china-rail: throughput[0].unit: 'km' is not a unit of freight_traffic",
    ),
    "a place that is not there": (
        "facts/corridors.yaml",
        "    - urumqi\n",
        "    - atlantis\n",
        "corridors.yaml: trans-kazakhstan-china-rail: route.nodes: 'atlantis' is not in places.yaml",
    ),
    "a country that is none": (
        "facts/places.yaml",
        "  country: KZ\n",
        "  country: XX\n",
        "places.yaml: khorgos: country: 'XX' is not a country of ISO 3166-1",
    ),
    "coordinates off the globe": (
        "facts/places.yaml",
        "  lat: 44.2234\n",
        "  lat: 144.2234\n",
        "places.yaml: khorgos: lat: 144.2234 is not between -90 and 90",
    ),
    "a low reliability without a reason": (
        "facts/publishers.yaml",
        "  reliability: low\n  reliability_reason: repost of TASS\n",
        "  reliability: low\n  reliability_reason: null\n",
        "publishers.yaml: 7or-am: reliability: 'low' stands without a reason",
    ),
    "a file that is no YAML": (
        "facts/roles.yaml",
        "- id: owner\n",
        "- id: [owner\n",
        "roles.yaml: is not valid YAML: line",
    ),
    "a key that stands twice": (
        "facts/organisations.yaml",
        "- id: acwa-power\n",
        "- id: acwa-power\n  id: acwa\n",
        "organisations.yaml: is not valid YAML: line 8: the key 'id' stands twice",
    ),
    "an entry that stands twice": (
        "facts/organisations.yaml",
        "- id: acwa-power\n",
        "- id: abu-dhabi-ports\n",
        "organisations.yaml: abu-dhabi-ports: id: 'abu-dhabi-ports' stands twice",
    ),
    "a mapping that ends in no word of ours": (
        "mappings/words.yaml",
        "  announced: proposed\n",
        "  announced: dreamt\n",
        "words.yaml: status.announced: 'dreamt' is not a word of ours",
    ),
    "an overlap of nothing": (
        "mappings/overlaps.yaml",
        '  within: "Borrowed capital, 2013"\n',
        '  within: "Borrowed capital, 1913"\n',
        "overlaps.yaml: beineu-bozoy-shymkent-gas-pipeline: within: 'Borrowed capital, 1913' is no funding",
    ),
    "a title that fits no row": (
        "mappings/titles.yaml",
        "match: {amount: 522700000000}",
        "match: {amount: 5}",
        "titles.yaml: khorgos-eastern-gate-sez: match: {'amount': 5} fits 0 rows of funding, not one",
    ),
    "a voice of nobody": (
        "mappings/voices.yaml",
        "sources: [tass-764933, ",
        "sources: [nobody-1, ",
        "voices.yaml: tass-2014-12-03-railway-to-iran: sources: 'nobody-1' is not in sources.yaml",
    ),
    "a dispute about two things": (
        "facts/projects.yaml",
        "  - id: length-km\n",
        "  - id: length-km\n    topic: both\n",
        "disputes[length-km]: must be about exactly one of metric, series, funding, status, topic",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_broken_is_named_and_nothing_is_written(seeds: Path, case: str) -> None:
    file, old, new, message = CASES[case]
    edit(seeds / file, old, new)

    said = refused(seeds)

    assert message in said
    assert "nothing was loaded" in said


def test_a_broken_file_is_told_once_and_not_by_all_that_points_into_it(seeds: Path) -> None:
    edit(seeds / "facts" / "organisations.yaml", "- id: acwa-power\n", "- id: [acwa-power\n")

    assert "One problem" in refused(seeds)


def test_all_problems_are_told_at_once(seeds: Path) -> None:
    for case in ("an unknown status", "a currency that is none", "a place that is not there", "an unknown role"):
        file, old, new, _ = CASES[case]
        edit(seeds / file, old, new)

    said = refused(seeds)

    for word in ("dreaming", "TENGE", "atlantis", "onlooker"):
        assert word in said
    assert "4 problems" in said


def missing(path: Path) -> None:
    path.unlink()


def not_utf8(path: Path) -> None:
    path.write_bytes(b"- id: caf\xe9\n")


def empty(path: Path) -> None:
    path.write_text("# nothing here\n", encoding="utf-8")


def another_shape(path: Path) -> None:
    path.write_text("just words", encoding="utf-8")


@pytest.mark.parametrize(
    ("breaks", "message"),
    [
        (missing, "cannot be read (No such file or directory)"),
        (not_utf8, "is not UTF-8"),
        (empty, "is empty"),
        (another_shape, "is not a list of rows"),
    ],
)
@pytest.mark.parametrize("name", ["facts/projects.yaml", "facts/sources.yaml", "mappings/overlaps.yaml"])
def test_a_file_that_cannot_be_used_is_named(
    seeds: Path, name: str, breaks: Callable[[Path], None], message: str
) -> None:
    breaks(seeds / name)

    said = refused(seeds)

    assert any(line.startswith(Path(name).name) and message in line for line in said.splitlines())


def test_a_refusal_in_the_middle_leaves_nothing_half_written(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record_many, calls = load.claims.record_many, []

    def fails_late(act: Any, rows: list[dict[str, Any]]) -> Any:
        calls.append(rows)
        if len(calls) > 300:
            raise Invalid("Refused for this test.", field="scope")
        return record_many(act, rows)

    monkeypatch.setattr(load.claims, "record_many", fails_late)

    said = refused(seeds)

    assert "projects.yaml: " in said
    assert "scope: Refused for this test." in said


def test_dates_stay_the_text_that_stands_there(tmp_path: Path) -> None:
    file = tmp_path / "dates.yaml"
    file.write_text("- {day: 2024-01-16, month: 2024-04, number: 1.5}\n", encoding="utf-8")
    problems = Problems()

    rows = read(file, problems)

    assert not problems
    assert rows[0]["day"] == "2024-01-16"
    assert rows[0]["month"] == "2024-04"
    assert rows[0]["number"] == 1.5
