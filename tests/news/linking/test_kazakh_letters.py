"""Kazakh articles in Latin and in Arabic letters about things the catalogue knows in Cyrillic."""

import pytest

from news import naming, statements
from news.linking.catalogue import Entry, Name
from news.linking.linker import Linker
from news.linking.stream import stream
from projects import kazakh
from tests.projects.orthographies import spelled

PORT = Entry(
    key="port",
    names=(Name("Ақтау порты", "kk"), Name("Жаңа үлгі порты", "kk")),
    places=("Ақтау", "Үлгі"),
    sector="port",
    countries=("KZ",),
)
LINE = Entry(
    key="line",
    names=(Name("Үлгіқала – Мысалтау теміржолы", "kk"),),
    places=("Үлгіқала", "Мысалтау"),
    sector="railway",
    countries=("KZ",),
)
TITLE = "Ақтау портының құрылысы басталды"
TEXT = (
    "Көлік министрлігі Ақтау портында жаңа терминал салынатыны туралы хабарлады. "
    "Жоба құны 500 млн теңге. Ақтау портындағы құрылыс екі жылға созылады."
)
ALL = (kazakh.LATIN_2018, kazakh.LATIN_2021, kazakh.LATIN_OLD, kazakh.ARABIC)


@pytest.fixture(scope="module")
def linker():
    return Linker((PORT, LINE))


@pytest.mark.parametrize("orthography", ALL)
def test_a_project_is_found_in_every_orthography_and_inflected(linker, orthography):
    title, text = spelled(TITLE, orthography), spelled(TEXT, orthography)
    (link,) = linker.link(title, text, "kk")
    (cyrillic,) = linker.link(TITLE, TEXT, "kk")
    assert (link.project, link.role) == ("port", "about")
    assert link.score == pytest.approx(cyrillic.score, abs=0.05)


@pytest.mark.parametrize("orthography", ALL)
def test_reasons_slice_the_words_as_written_out_of_the_text(linker, orthography):
    title, text = spelled(TITLE, orthography), spelled(TEXT, orthography)
    (link,) = linker.link(title, text, "kk")
    named = [reason for reason in link.reasons if reason.kind == "alias"]
    assert {reason.words for reason in named} >= {spelled("Ақтау портының", orthography)}
    for reason in link.reasons:
        if reason.field:
            assert {"title": title, "text": text}[reason.field][reason.start : reason.end] == reason.words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Aqtaý porty keńeıtiledi", "Aqtaý porty"),
        ("Aqtau porty keñeitıledı", "Aqtau porty"),
        ("Aqtaw portı keñeytiledi", "Aqtaw portı"),
        ("اقتاۋ پورتى كەڭەيتىلەدى", "اقتاۋ پورتى"),
    ],
)
def test_a_title_alone_names_its_project(linker, title, words):
    (link,) = linker.link(title, "", "kk")
    assert (link.project, link.reasons[0].words) == ("port", words)


@pytest.mark.parametrize("orthography", ALL)
def test_a_railway_between_two_ends_is_found(linker, orthography):
    title = spelled("Үлгіқала – Мысалтау теміржолының құрылысы басталды", orthography)
    (link,) = linker.link(title, "", "kk")
    assert (link.project, link.role) == ("line", "about")


@pytest.mark.parametrize("orthography", ALL)
def test_statements_are_read_without_harm(linker, orthography):
    title, text = spelled(TITLE, orthography), spelled(TEXT, orthography)
    places = naming.places(linker, title, text, "kk")
    names = places.of("port")
    assert names
    for found in statements.propose(title, text, "kk", "2026-03-01", names=names):
        assert found.quote in title + text


def test_a_stream_keeps_its_language_and_says_what_it_was_read_in():
    line = stream("Aqtaý porty", "Ол ашылды؟ Jol ashyldy.", "kk")
    assert (line.language, line.reading) == ("kk", kazakh.LATIN_2018)
    assert stream("Aqtaý porty", "", "tr").reading == "tr"
    assert stream("Ақтау порты", "", "kk").reading == "kk"
    assert len(stream("", "پورت اشىلدى؟ جول اشىلدى.", "kk").marks) == 2
