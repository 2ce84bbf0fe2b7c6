"""What curators read: words marked by their offsets, reasons in words, changes with all they did."""

import json
from decimal import Decimal
from itertools import pairwise

import pytest

from curation import doing, highlight, reasons, words
from curation.highlight import Piece
from news.linking import score


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([(14, 17)], ["one"]),
        ([(14, 17), (18, 21)], ["one", "two"]),
        ([(14, 19), (16, 21)], ["one t", "wo"]),
        ([(14, 21), (15, 16)], ["one two"]),
        ([(0, 5), (90, 99)], []),
        ([(20, 16)], []),
        ([(8, 12), (25, 99)], ["ee"]),
    ],
)
def test_words_are_marked_where_the_stored_text_has_them(spans: list[tuple[int, int]], marked: list[str]) -> None:
    shown = "one two three"
    pieces = highlight.mark(shown, spans, offset=14)
    assert "".join(piece.text for piece in pieces) == shown
    assert [piece.text for piece in pieces if piece.marked] == marked
    assert all(piece.text for piece in pieces)


def test_a_text_without_marks_is_one_piece() -> None:
    assert highlight.mark("text", []) == [Piece("text", False)]


def test_the_weightiest_reason_stands_first_and_in_words() -> None:
    told = reasons.in_words([{"kind": "places", "weight": 0.2}, {"kind": "alias", "weight": -2}, {"kind": "new_one"}])
    assert [one["said"] for one in told] == ["its name", "its places", "new one"]
    weights = [abs(one.get("weight", 0)) for one in told]
    assert all(first >= second for first, second in pairwise(weights))


def test_numbers_are_told_as_people_write_them() -> None:
    told = [words.number(Decimal(one)) for one in ("1500000.50000000", "26000000000", "0.10", "1E+6")]
    assert told == ["1,500,000.5", "26,000,000,000", "0.1", "1,000,000"]


def test_values_of_the_log_are_told_briefly() -> None:
    told = [doing.brief(one) for one in (None, "", [], False, ["XA", "XB"], [["", 0, "L1"]], "x" * 90)]
    assert told == ["nothing", "nothing", "nothing", "“False”", "“XA, XB”", "“ 0 L1”", f"“{'x' * 80}…”"]


def test_a_proposal_names_its_words() -> None:
    said = words.proposal("date", {"milestone": "opened", "date": "2028", "aspect": "promised"})
    assert said == "Opened, taken into use: 2028, promised"
    assert words.proposal("unheard of", {"x_y": 1}) == "x y: 1"


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("status", {"status": "operating", "as_of": "2026-11", "note": "told apart"}, "Operating; as of: 2026-11"),
        ("amount", {"number": "2300000000", "currency": "USD", "stage": "pledge"}, "USD 2,300,000,000, pledge"),
        ("amount", {"number": "much", "stage": "never heard"}, "much, never heard"),
        (
            "date",
            {"scope": "turbines", "milestone": "opened", "date": "2020"},
            "Opened, taken into use: 2020; scope: turbines",
        ),
        ("date", {}, ""),
    ],
)
def test_a_proposal_reads_as_a_sentence_and_hides_no_column(kind: str, values: dict[str, str], said: str) -> None:
    assert words.proposal(kind, values) == said


def test_where_every_project_starts_is_told_last_and_places_are_words() -> None:
    told = reasons.in_words(
        [
            {"kind": "start", "weight": -9},
            {"kind": "alias", "weight": 1, "field": "title", "start": 3, "end": 9},
            {"kind": "places", "weight": 2},
        ]
    )
    assert [(one["said"], one["where"]) for one in told] == [
        ("its places", ""),
        ("its name", "title"),
        ("where every project starts, before a word is read", ""),
    ]


def test_languages_are_told_by_name() -> None:
    assert [words.language(code) for code in ("zh", "kk-arab", "zz")] == ["Chinese", "Kazakh (Arabic letters)", "zz"]


def test_every_weight_of_the_linker_has_words() -> None:
    known = json.loads(score.WEIGHTS.read_text())["weights"]
    assert [name for name in known if reasons.said(name) == name.replace("_", " ")] == []


def test_excerpts_that_overlap_are_shown_once() -> None:
    stored = "one two three four five"
    pieces = [
        {"field": "text", "start": start, "text": stored[start:end]}
        for start, end in ((4, 13), (0, 7), (5, 8), (19, 23))
    ]
    shown = highlight.excerpts(pieces, [{"field": "text", "start": 4, "end": 7}])
    assert ["".join(piece.text for piece in one.pieces) for one in shown] == ["one two three", "five"]
    assert [piece.text for piece in shown[0].pieces if piece.marked] == ["two"]
