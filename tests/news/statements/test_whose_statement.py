"""What a sentence says of a like thing, or told of long ago, is not said of the project."""

import pytest

from news.statements import propose
from tests.news.statements import reading


def read(language, title, text, name):
    return {one.kind for one in reading.read(text, language, name, title=title)}


@pytest.mark.parametrize(
    ("language", "title", "text", "name"),
    [
        ("zh", "青榆铁路提速", "邻国铁路2024年通车。", "青榆铁路"),
        ("zh", "青榆铁路提速", "某省铁路2024年建成，物流畅通。", "青榆铁路"),
        ("zh", "青榆铁路", "白云国的铁路通车。", "青榆铁路"),
        ("kk", "Velmar зауыты", "Көрші елде зауыт 2024 жылы іске қосылды.", "Velmar зауыты"),
        ("kk", "Velmar зауыты", "Зауыттың асханасы іске қосылды.", "Velmar зауыты"),
    ],
)
def test_the_kind_of_thing_alone_is_no_status_of_the_project(language, title, text, name):
    assert "status" not in read(language, title, text, name)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Long ago Northland signed an agreement on the Velmar railway.", "Velmar railway"),
        ("en", "The minister who signed the agreement on the Velmar railway was jailed.", "Velmar railway"),
        ("ru", "Соглашение по порту Велмар подписано ещё при прежнем правительстве.", "порту Велмар"),
        ("ru", "Порт Велмар подписал контракт с уборщицами.", "Порт Велмар"),
    ],
)
def test_a_signing_in_a_text_is_not_dated_by_its_news(language, text, name):
    assert "date" not in read(language, "", text, name)


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("zh", "通车"),
        ("zh", "在"),
        ("zh", "签"),
        ("ru", "строят "),
        ("en", "1,"),
        ("en", "says "),
        ("en", "scheme "),
        ("en", "Al-Aa "),
        ("kk", "жоба пайыз "),
    ],
)
def test_a_clause_that_nobody_writes_says_nothing_and_costs_little(language, piece):
    text = "Velmar " + piece * (100_000 // len(piece))
    assert propose("", text, language, "2025-05-20", names=[("text", 0, 6)]) == []
