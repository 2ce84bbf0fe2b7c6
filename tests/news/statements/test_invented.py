"""Claims proposed on whole news items of an invented world: right as far as they are labelled, in both halves."""

import pathlib
from collections.abc import Mapping

import pytest

from news.linking.catalogue import read_catalogue
from news.linking.linker import Linker
from news.statements import on_items
from news.statements.evaluate import Score, load

ROOM = pathlib.Path(__file__).parent.parent / "invented"


@pytest.fixture(scope="module")
def scores() -> Mapping[str, Score]:
    """The scores of each half over all four languages."""
    totals = {"read": Score(), "measured": Score()}
    for languages in ("en_ru", "zh_kk"):
        items = load(ROOM / f"{languages}.jsonl")
        claims = list(on_items.proposed(items, Linker(read_catalogue(ROOM / f"{languages}.yaml"))))
        measured = on_items.measure(items, claims)
        for half, total in totals.items():
            for verdict in ("right", "wrong", "missed"):
                setattr(total, verdict, getattr(total, verdict) + getattr(measured["all", "all", half], verdict))
    return totals


def test_what_is_proposed_is_right(scores):
    assert scores["read"].precision >= 0.95
    assert scores["measured"].precision >= 0.88


def test_a_part_of_what_is_said_is_found(scores):
    assert scores["read"].recall >= 0.55
    assert scores["measured"].recall >= 0.3


ITEM = {
    "id": "x",
    "lang": "en",
    "half": "read",
    "claims": [
        {"project": "a", "kind": "status", "status": "completed", "status_also": ["operating"]},
        {"project": "a", "kind": "date", "milestone": "opened", "date": "2021", "aspect": "happened", "optional": True},
        {"project": "a", "kind": "amount", "number": 5000000, "currency": "USD", "stage": "pledge"},
    ],
}


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ({"project": "a", "kind": "status", "status": "completed"}, "right"),
        ({"project": "a", "kind": "status", "status": "operating"}, "right"),
        ({"project": "a", "kind": "status", "status": "suspended"}, "wrong"),
        ({"project": "b", "kind": "status", "status": "completed"}, "wrong"),
        ({"project": "a", "kind": "date", "milestone": "opened", "date": "2021", "aspect": "happened"}, None),
        ({"project": "a", "kind": "date", "milestone": "opened", "date": "2021", "aspect": "promised"}, "wrong"),
        ({"project": "a", "kind": "amount", "number": 5000000.0, "currency": "USD", "stage": "pledge"}, "right"),
        ({"project": "a", "kind": "amount", "number": 5000001.0, "currency": "USD", "stage": "pledge"}, "wrong"),
    ],
)
def test_a_claim_is_judged_by_the_labels_of_its_item(claim, verdict):
    row = {"item": "x", **claim}
    verdicts = [found for _, found, judged in on_items.judged([ITEM], [row]) if judged is row]
    assert verdicts == ([verdict] if verdict else [])


def test_what_is_labelled_and_not_proposed_is_missed_unless_optional():
    missed = [row for _, verdict, row in on_items.judged([ITEM], []) if verdict == "missed"]
    assert [row["kind"] for row in missed] == ["status", "amount"]


def test_one_label_is_met_once():
    rows = [{"item": "x", "project": "a", "kind": "status", "status": status} for status in ("completed", "operating")]
    assert [verdict for _, verdict, _ in on_items.judged([ITEM], rows) if verdict != "missed"] == ["right"]
