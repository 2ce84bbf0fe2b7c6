import pytest

from news.linking.aliases import RULES, harvest, party_forms, place_forms, romanise
from news.linking.catalogue import Entry, Name
from news.linking.index import compile_catalogue, take_apart
from news.linking.lexicon import lexicon
from news.linking.tables import ALIAS, ANCHOR
from tests.news.linking.worlds import CATALOGUE


def made(text, language, **kwargs):
    return {name.text: name for name in harvest(Entry("x", (Name(text, language),)), **kwargs)}


@pytest.mark.parametrize(
    ("text", "language", "rule", "origin", "expected"),
    [
        ("Testburg–Exampleton railway", "en", "swapped", "harvested", "Exampleton–Testburg railway"),
        ("New port (Example Holding)", "en", "bare", "harvested", "New port"),
        ("Example Pipeline 2", "en", "numbered", "harvested", "second Example Pipeline"),
        ("«Пример – 2»", "ru", "numbered", "harvested", "второй Пример"),
        ("Example Pipeline 4", "en", "numbered", "harvested", "fourth Example Pipeline"),
        ("Example pipeline, Line D", "en", "ranked", "harvested", "fourth Line"),
        ("Газопровод Пример, нитка C", "ru", "ranked", "harvested", "третья нитка"),
        ("Мысал құбырының D желісі", "kk", "ranked", "harvested", "төртінші желісі"),
        ("样本管道 D线", "zh", "ranked", "harvested", "第四条"),
        ("样本管道2", "zh", "numbered", "harvested", "第二条样本管道"),
        ("Мысал қаласы", "kk", "kazakh_letters", "transliterated", "мысал каласы"),
        ("Порт Образцовый", "ru", "romanised", "transliterated", "port obraztsovyy"),
    ],
)
def test_each_rule_makes_its_variant_and_signs_it(text, language, rule, origin, expected):
    name = made(text, language)[expected]
    assert (name.rule, name.origin) == (rule, origin)
    assert expected not in made(text, language, off={rule})


@pytest.mark.parametrize("text", ["Example pipeline, Line A", "Example pipeline, Line E"])
def test_only_what_comes_second_to_fourth_is_ranked(text):
    assert not [name for name in made(text, "en").values() if name.rule == "ranked"]


def test_a_rank_alone_needs_other_words_beside_it():
    assert made("Example pipeline, Line D", "en")["fourth Line"].needs_context


def test_cited_names_come_first_and_stay_cited():
    first = harvest(CATALOGUE[0])[: len(CATALOGUE[0].names)]
    assert first == CATALOGUE[0].names
    assert all(name.rule in RULES for name in harvest(CATALOGUE[0])[len(first) :])


def test_a_variant_of_a_name_that_needs_context_needs_it_too():
    entry = Entry("x", (Name("Alpha–Beta", "en", needs_context=True),))
    assert all(name.needs_context for name in harvest(entry))


def test_places_have_spellings_and_adjectives():
    assert "zharkent" not in dict(place_forms("Jarkent"))
    assert "korgos" not in dict(place_forms("Khorgos", off={"spellings"}))
    assert ("horgos", "en") in list(place_forms("Khorgos"))
    assert ("алматинский", "ru") in list(place_forms("Алматы"))


@pytest.mark.parametrize(
    ("party", "called"),
    [
        ("Example Steppe Railway (ESR)", ["Example Steppe Railway", "ESR"]),
        ("Zampel Mining Group", ["Zampel Mining Group", "zampel"]),
        ("National Railway Company", ["National Railway Company"]),
        ("样本矿业集团有限公司", ["样本矿业集团有限公司", "样本矿业"]),
        ("样本公司", ["样本公司"]),
    ],
)
def test_a_party_is_also_called_by_its_letters_or_by_its_own_word(party, called):
    assert list(party_forms(party, lexicon().corporate)) == called


def test_cyrillic_is_written_as_media_write_it():
    assert romanise("Хоргос") == "khorgos"


def test_a_name_is_taken_apart_into_what_is_its_own_and_what_is_not():
    parts = take_apart("new deep sea port of sampleport", lexicon(), {"sampleport"})
    assert parts.anchors == ["sampleport"]
    assert any("port" in kinds for kinds in parts.kinds)
    assert parts.generic == 2


def test_patterns_of_general_words_never_name_a_project():
    index, patterns = compile_catalogue([])
    assert patterns
    assert not any(sorts & (ALIAS | ANCHOR) for sorts in index.sorts)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Addis Ababa–Djibouti railway", "en"), ("Djibouti–Addis Ababa railway", "en"), ("测试堡—例子城铁路", "zh")],
)
def test_ends_of_two_words_and_chinese_ones_are_not_swapped(text, language):
    entry = Entry("line", (Name(text, language),))
    assert [name.text for name in harvest(entry) if name.rule == "swapped"] == []
