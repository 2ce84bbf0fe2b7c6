"""Where an article names which project: all of them, also those it is hardly about."""

import pytest

from news import naming
from news.linking.catalogue import Entry, Name
from news.linking.linker import Linker
from news.linking.score import Weights


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(
        [
            Entry("velmar", (Name("Velmar–Harrow railway", "en"),), places=("Velmar", "Harrow"), sector="railway"),
            Entry("lesken", (Name("Lesken deep sea port", "en"),), places=("Lesken",), sector="port"),
        ]
    )


def test_every_named_project_is_found_with_its_words(linker):
    text = "The Velmar–Harrow railway opened. A ship left the Lesken deep sea port."
    places = naming.places(linker, "", text, "en")
    (_, start, end), *_ = places.of("velmar")
    assert "Velmar–Harrow" in text[start:end]
    assert any("Lesken" in text[start:end] for _, start, end in places.of_others("velmar"))
    assert set(places.of_others("lesken")) == set(places.of("velmar"))


def test_what_is_not_named_has_no_place(linker):
    places = naming.places(linker, "", "Elections were held.", "en")
    assert places.of("velmar") == ()
    assert places.of_others("velmar") == []


def test_what_is_only_described_has_no_place(linker):
    places = naming.places(linker, "", "The railway at Harrow was opened.", "en")
    assert places.of("velmar") == ()


@pytest.mark.parametrize(
    ("text", "odds", "places"),
    [
        ("A railway from Velmar was opened.", 2.0, {"velmar": ["Velmar"]}),
        ("A railway from Velmar was opened.", 1.0, {}),
        ("A railway from Harrow was opened.", 2.0, {}),
        ("A railway from Velmar to Ostrin was opened.", 2.0, {"velmar": ["Velmar"], "ostrin": ["Ostrin"]}),
    ],
    ids=["surely meant", "perhaps meant", "of two projects", "of one project each"],
)
def test_a_place_stands_for_the_one_project_that_is_surely_meant_by_it(text, odds, places):
    linker = Linker(
        [
            Entry("velmar", (Name("Velmar–Harrow railway", "en"),), places=("Velmar", "Harrow"), sector="railway"),
            Entry("ostrin", (Name("Ostrin–Harrow railway", "en"),), places=("Ostrin", "Harrow"), sector="railway"),
        ],
        weights=Weights("flat", odds, {}),
    )
    found = naming.places(linker, "", text, "en")
    words = {key: [text[start:end] for _, start, end in found.of(key)] for key in ("velmar", "ostrin")}
    assert {key: spans for key, spans in words.items() if spans} == places
    assert found.of_others("velmar") == []


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("The port of Lesken was opened.", True),
        ("Lesken, the deep sea port, was opened.", True),
        ("A hospital opened in Lesken. It cost $30 million.", False),
        ("Lesken has stalled in the league.", False),
    ],
)
def test_a_name_that_is_a_place_s_too_names_the_project_only_beside_its_kind(text, is_named):
    names = (Name("Lesken port", "en"), Name("Lesken", "en"))
    linker = Linker([Entry("lesken", names, places=("Lesken",), sector="port")])
    assert bool(naming.places(linker, "", text, "en").of("lesken")) is is_named
