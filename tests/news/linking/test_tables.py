import pytest

from news.linking.automaton import DoubleArrayMatcher
from news.linking.index import compile_catalogue
from news.linking.linker import Linker
from news.linking.rows import packed
from news.linking.stream import MARK, stream
from news.linking.tables import ANCHOR
from tests.news.linking.worlds import CATALOGUE, PORT, RAILWAY

MIXED = [" port ", " порт ", " a порт ", "港", "порт ", " port 港", "a порт", "样本港"]


def test_rows_come_back_as_they_were_given():
    given = [(1, 5, 9), (), (2,), (), ()]
    rows = packed(given)
    assert [rows[number] for number in range(len(given))] == given
    assert [number in rows for number in range(len(given))] == [True, False, True, False, False]
    assert [rows.size(number) for number in range(len(given))] == [3, 0, 1, 0, 0]


@pytest.mark.parametrize(("row", "number", "held"), [(0, 1, True), (0, 9, True), (0, 2, False), (1, 2, False)])
def test_a_row_is_searched_within_its_own_bounds(row, number, held):
    assert packed([(1, 5, 9), (), (2,)]).holds(row, number) is held


@pytest.mark.parametrize("line", [" a порт port 港 样本港 порт ", " a port port ", " порт ", ""])
def test_patterns_of_all_scripts_are_found_in_the_order_of_one_search(line):
    expected = [
        (start, start + len(pattern), number)
        for number, pattern in enumerate(MIXED)
        for start in range(len(line))
        if line.startswith(pattern, start)
    ]
    expected.sort(key=lambda found: (found[1], found[0]))
    assert DoubleArrayMatcher(MIXED).find(line) == expected


def test_places_and_own_words_are_anchors_of_their_projects_alone():
    index, patterns = compile_catalogue([RAILWAY, PORT])
    anchors = {pattern.strip(): number for number, pattern in enumerate(patterns) if index.sorts[number] & ANCHOR}
    for project, words in ((0, ("testburg", "примерск", "例子城")), (1, ("sampleport", "样本"))):
        for word in words:
            assert index.is_of(anchors[word], project)
            assert not index.is_of(anchors[word], 1 - project)


def test_bags_are_only_looked_at_when_all_their_anchors_are_named():
    index, patterns = compile_catalogue([RAILWAY, PORT])
    ends = [patterns.index(" testburg "), patterns.index(" exampleton ")]
    bags = [bag for key in ends for bag in index.bags.of(key, ends)]
    assert [(bag.anchors, bag.projects) for bag in bags] == [(tuple(sorted(ends)), (0,))]
    assert [bag for key in ends for bag in index.bags.of(key, [key])] == []


def test_words_as_written_stand_where_the_line_has_them():
    line = stream("Порт. Testburg", "Тестбург (Testburg)... ' Testburg, 测试堡。Testburg", "ru")
    spots = list(line.spots({"Testburg", "(Testburg)...", "Testburg,", "'"}))
    assert [chunk for chunk, _, _ in spots] == ["Testburg", "(Testburg)...", "Testburg,", "Testburg"]
    assert {line.line[start:end] for _, start, end in spots} == {"testburg"}
    assert line.marks == [at for at, sign in enumerate(line.line) if sign == MARK]


@pytest.mark.parametrize("text", ["", "Testburg wins", "Öbür Testburg", "测试堡。Testburg。港"])
def test_words_are_parted_where_the_article_parts_them(text):
    assert list(stream("Title。one", text, "zh").unspaced()) == ["Title。one", *text.split()]


def test_names_are_heard_only_in_words_the_article_parts_itself():
    assert stream("Testburg", "测试堡。Exampleton, Sampleport。 SAMPLE other", "zh").names().keys() == {
        "Testburg",
        "Sampleport。",
    }


def test_an_article_keeps_its_names_when_what_is_remembered_of_words_begins_anew(monkeypatch):
    monkeypatch.setattr("news.linking.stream._LIMIT", 1)
    line = stream("", "Sampleport opens", "en")
    stream("", "Exampleton opens", "en")
    assert line.names().keys() == {"Sampleport"}


def test_an_article_with_nothing_to_go_by_has_no_candidates():
    assert Linker(CATALOGUE).candidates("Elections", "Elections were held. The railway is late.", "en")[1] == []
