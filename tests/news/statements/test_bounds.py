"""What keeps reading cheap, whatever the text: no endless clause is read, and no gap of a pattern is endless.

How long reading takes is measured by ``bench.statements``, not here.
"""

import re

import pytest

from news.statements.propose import LANGUAGES
from tests.news.statements.reading import read, values

#: Anything at all, or all but some signs, repeated without an end.
ENDLESS_GAP = re.compile(r"(?<!\\)\.[*+]|\[\^(?:\\.|[^\]\\])*\](?:[*+]|\{\d+,\})")
#: What Kazakh repeats besides: letters, spaces, digits and groups. Possessive repeats never give back what they took.
ENDLESS = re.compile(r"(?:\\[wsd]|\))(?:[*+](?!\+)|\{\d+,\})")


def endless(language, repeat):
    patterns = [event.pattern.pattern for event in LANGUAGES[language].events]
    return [pattern for pattern in patterns if repeat.search(pattern)]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_gap_of_an_event_has_an_end(language):
    assert endless(language, ENDLESS_GAP) == []


def test_every_repeat_of_a_kazakh_event_has_an_end():
    assert endless("kk", ENDLESS) == []


@pytest.mark.parametrize(
    ("repeat", "pattern"),
    [
        (ENDLESS_GAP, "opened.*line"),
        (ENDLESS_GAP, r"opened[^,;]+line"),
        (ENDLESS_GAP, r"opened[^\],]{3,}line"),
        (ENDLESS, r"\w+\s"),
        (ENDLESS, r"(?:\w{1,40}\s)*"),
    ],
)
def test_a_repeat_without_an_end_would_be_seen(repeat, pattern):
    assert repeat.search(pattern)


@pytest.mark.parametrize(
    ("language", "said", "piece"),
    [
        ("en", "Velmar was opened in 2021", " and long"),
        ("ru", "Velmar открыта в 2021 году", " и длинна"),
        ("zh", "Velmar2021年通车", "很长"),
        ("kk", "Velmar 2021 жылы ашылды", " және ұзын"),
    ],
)
def test_a_clause_is_read_up_to_a_length_and_no_further(language, said, piece):
    expected = values(read(f"{said}。" if language == "zh" else f"{said}.", language, "Velmar"))
    assert expected == {"operating", "opened 2021 happened"}
    assert values(read(said + piece * (1_400 // len(piece)), language, "Velmar")) >= {"opened 2021 happened"}
    assert read(said + piece * (1_600 // len(piece)), language, "Velmar") == []


@pytest.mark.parametrize(
    ("language", "start", "piece"),
    [
        *(("en", "last ", piece) for piece in ("1,", "last 111", "scheme    ", "says ", "Al-Aa ", "1", " ", "Al-")),
        ("zh", "主体工程", "在"),
        ("zh", "主体工程", "于一"),
        ("zh", "", "呼吁"),
        ("zh", "", "签"),
        *(
            ("kk", "", piece + joint)
            for piece in ("жоба пайыз", "жоба а 20пайыз", "құрылыс", "алғашқы өнім", "сынақ", "тендер", "келісім", " ")
            for joint in ("", " ")
        ),
        ("kk", "", "рельс төсеу "),
    ],
)
@pytest.mark.parametrize("length", [1_400, 20_000])
def test_a_run_of_the_same_words_says_nothing(language, start, piece, length):
    assert read(f"Velmar {start}{piece * (length // len(piece))}", language, "Velmar") == []


@pytest.mark.parametrize("number", ["1", "一"])
def test_a_number_without_an_end_behind_an_opening_is_no_count_of_years(number):
    assert values(read(f"Velmar通车{number * 1_400}", "zh", "Velmar")) == {"operating"}
    assert read(f"Velmar通车{number * 20_000}", "zh", "Velmar") == []
