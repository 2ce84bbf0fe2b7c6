"""Which made names are no good, and what every family says of itself."""

import pytest

from news.linking import aliases
from news.linking.catalogue import Entry, Name
from news.linking.families import FAMILIES, common, refused
from projects.canonical import canonical


def made(text, language="en", rule="worded"):
    return Name(text, language, "harvested", rule)


def test_every_rule_is_a_family_with_the_same_mark():
    assert {key: rule.origin for key, rule in aliases.RULES.items()}.items() <= {
        key: family.origin for key, family in FAMILIES.items()
    }.items()
    assert all(family.title and family.says.endswith(".") for family in FAMILIES.values())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (made("TX"), "too short"),
        (made("一港", "zh"), "too short"),
        (made("deep sea port"), "general words only"),
        (made("новый порт", "ru"), "general words only"),
        (made("Testburg port"), ""),
        (made("Kazakhstan–China railway"), ""),
    ],
)
def test_made_names_that_say_nothing_are_refused_with_a_reason(name, why):
    assert refused([Entry("x", (name,))]) == ({"x": {canonical(name.text): why}} if why else {})


def test_a_made_name_that_another_project_bears_is_refused_and_the_cited_one_stays():
    cited = Entry("a", (Name("Testburg refinery", "en"),))
    maker = Entry("b", (made("Testburg refinery"), made("Testburg refinery expansion")))
    assert refused([cited, maker]) == {"b": {"testburg refinery": "another project is called the same"}}


def test_what_a_source_said_is_never_refused():
    both = [Entry(key, (Name("deep sea port", "en"), Name("TX", "en"))) for key in "ab"]
    assert refused(both) == {}


def test_what_a_curator_gives_is_not_refused_and_takes_no_name_from_another_project():
    given = Entry("a", (Name("Testburg refinery", "en", "curator", "curator"),))
    maker = Entry("b", (made("Testburg refinery"),))
    assert refused([given, maker]) == {}


def test_blocked_forms_are_neither_used_nor_derived_from():
    names = (Name("Testburg–Exampleton railway", "en"),)
    assert len(aliases.harvest(Entry("x", names))) == 2
    assert aliases.harvest(Entry("x", names, blocked=frozenset({"testburg exampleton railway"}))) == ()
    assert aliases.harvest(Entry("x", names, blocked=frozenset({"exampleton testburg railway"}))) == names


def test_a_family_switched_off_makes_and_keeps_nothing():
    entry = Entry("x", (Name("Testburg", "en"), made("Testburg–Exampleton railway")))
    assert [name.text for name in aliases.harvest(entry, {"worded"})] == ["Testburg"]


BACKGROUND = [("Rain in the mountains", "en")] * 1200


@pytest.mark.parametrize(("hits", "is_common"), [(0, False), (1, False), (5, True)])
def test_a_made_name_in_more_than_a_thousandth_of_other_news_is_common(hits, is_common):
    name = made("Spring Valley", rule="label")
    texts = BACKGROUND + [("Snow in Spring Valley again", "en")] * hits
    assert bool(common({"x": [name]}, texts)) is is_common


def test_inflected_words_count():
    texts = BACKGROUND + [("В Новой Долине прошёл дождь", "ru")] * 9
    assert common({"x": [made("Новая Долина", "ru")]}, texts) == {
        ("x", "новая долина"): (made("Новая Долина", "ru"), 9)
    }


def test_too_few_texts_show_nothing():
    assert common({"x": [made("Rain in the mountains")]}, BACKGROUND[:900]) == {}
