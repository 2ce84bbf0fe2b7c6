"""What is only planned, denied, conditional or rumoured never becomes something that happened, whatever the event."""

import pytest

from tests.news.statements import frames, reading

NAME = "Velmar railway"
#: What may be said of a project that is still to come.
STILL_TO_COME = {"proposed", "preparation"}


def happened(language: str, text: str) -> list[tuple[str, ...]]:
    return [
        statement.value
        for statement in reading.read(text, language, NAME)
        if statement.aspect == "happened" or (statement.kind == "status" and statement.status not in STILL_TO_COME)
    ]


@pytest.mark.parametrize("language", sorted(frames.FRAMES))
def test_no_event_of_a_frame_happened(language):
    sentences = [text for code, text in frames.sentences(NAME) if code == language]
    assert {text: found for text in sentences if (found := happened(language, text))} == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Velmar railway was opened in 2024."),
        ("ru", "Дорога Velmar railway была открыта в 2024 году."),
        ("zh", "Velmar railway已于2024年通车。"),
        ("kk", "Velmar railway желісі 2024 жылы ашылды."),
    ],
)
def test_the_same_words_outside_a_frame_did_happen(language, text):
    assert happened(language, text)
