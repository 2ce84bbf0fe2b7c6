"""The labelled sentences: that they are what they promise, and that what is proposed from them is right."""

import collections
import pathlib

import pytest

from news.statements import evaluate

ROWS = evaluate.load(pathlib.Path(__file__).with_name("sentences.jsonl"))
SCORES = evaluate.measure(ROWS)


def test_every_language_has_fifty_sentences_and_a_third_are_traps():
    counts = collections.Counter(row["language"] for row in ROWS)
    traps = collections.Counter(row["language"] for row in ROWS if row["trap"])
    assert set(counts) == {"en", "ru", "zh", "kk"}
    assert all(counts[language] >= 50 and traps[language] * 3 >= counts[language] for language in counts)


def test_traps_and_only_traps_expect_nothing():
    assert all(bool(row["trap"]) != bool(row["expected"]) for row in ROWS)


def test_names_stand_in_their_sentences():
    assert all(name in row["text"] for row in ROWS for name in [*row["names"], *row["rivals"]])


@pytest.mark.parametrize(("language", "half"), sorted(SCORES))
def test_what_is_proposed_is_right_and_most_is_found(language, half):
    score = SCORES[language, half]
    assert score.precision >= 0.95
    assert score.recall >= 0.60


def test_a_wrong_value_and_a_missed_one_are_counted():
    row = {
        "id": "x", "language": "en", "half": "read", "published": "2025", "text": "The Velmar railway opened in 2021.",
        "names": ["Velmar railway"], "rivals": [],
        "expected": [{"kind": "date", "milestone": "opened", "date": "2020", "aspect": "happened"}],
    }  # fmt: skip
    score = evaluate.measure([row])["en", "read"]
    assert (score.right, score.wrong, score.missed) == (0, 2, 1)
    assert (score.precision, score.recall) == (0.0, 0.0)
    assert [kind for _, kind, _ in evaluate.differences([row])] == ["wrong", "wrong", "missed"]
    assert "| en | read | 2 | 0 | 0.000 | 0.000 |" in evaluate.table(evaluate.measure([row]))
