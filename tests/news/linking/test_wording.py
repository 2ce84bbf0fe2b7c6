"""Names put into words of other languages: invented places, general vocabulary, no Han guessed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.linking import wording
from news.linking.letters import cyrillised
from news.linking.wording import Site, worded
from projects.choices import Sector

TOWN = Site("Testburg", {"ru": ["Тестбург"], "kk": ["Тестбұрғ"], "zh": ["测试堡"]})
CITY = Site("Exampleton (Old Town)", {}, ("Экземплтон", "Мысал", "例子城", "舊例子", "Ekzempl"))
FAR = Site("Farville")
PORT = Site("Velmar deep-sea port", {"zh": ["韦尔港"]})
GAZETTEER = {form: site for site in (TOWN, CITY, FAR, PORT) for form in site.latin()}


def said(label, sector, language, own=()):
    return [name.text for name in worded([label], sector, list(own), GAZETTEER, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ru", "железная дорога Тестбург – Экземплтон"),
        ("kk", "Тестбұрғ – Экземплтон теміржолы"),
        ("zh", "测试堡—例子城铁路"),
    ],
)
def test_a_line_is_named_by_its_ends_as_they_are_called_there(language, expected):
    assert said("Testburg–Exampleton railway", "rail", language) == [expected]


class LookedUp(dict):
    """A gazetteer that is never gone through: every project asks it, and a catalogue has as many places as projects."""

    def __iter__(self):
        raise AssertionError("gone through")

    items = keys = values = __iter__


def test_places_are_looked_up_and_never_gone_through():
    (name,) = worded(["Testburg–Exampleton railway"], "rail", [CITY], LookedUp(GAZETTEER), "ru")
    assert name.text == "железная дорога Тестбург – Экземплтон"


def test_a_thing_of_the_gazetteer_is_no_place_for_others():
    assert said("Velmar deep-sea port berths", "port", "zh") == ["Velmar深水港"]


def test_countries_are_called_as_the_locale_data_calls_them():
    assert said("Kazakhstan–China oil pipeline", "oil_pipeline", "zh") == ["哈萨克斯坦—中国原油管道"]


def test_no_han_is_made_up_for_a_place_that_has_none():
    (name,) = worded(["Farville wind farm"], "wind_power", [], GAZETTEER, "zh")
    assert (name.text, name.origin, name.rule) == ("Farville风电场", "harvested", "worded")


def test_letters_are_marked_as_transliterated():
    (name,) = worded(["Farville wind farm"], "wind_power", [], GAZETTEER, "ru")
    assert (name.text, name.origin, name.rule) == ("Фарвилле ветряная электростанция", "transliterated", "lettered")


def test_a_plant_is_told_by_its_town_and_by_its_own_word_a_line_only_by_both():
    assert said("Testburg Velmar Refinery", "refinery", "zh") == ["测试堡炼油厂", "测试堡—Velmar炼油厂"]
    assert said("Testburg–Velmar railway", "rail", "zh") == ["测试堡—Velmar铁路"]


def test_what_is_done_to_it_is_told_beside_the_thing_alone():
    assert said("Testburg refinery modernisation", "refinery", "zh") == ["测试堡炼油厂", "测试堡炼油厂改造"]


def test_a_name_without_places_takes_those_of_the_project_and_its_sector():
    assert said("New Main Line", "rail", "ru", [TOWN, FAR, CITY]) == ["железная дорога Тестбург – Экземплтон"]
    assert said("Kazakhstan–China terminal", "logistics", "zh", [TOWN]) == ["测试堡码头"]


def test_a_place_that_is_the_thing_itself_lends_its_own_word_only():
    assert PORT.is_thing
    assert not TOWN.is_thing
    assert said("Velmar deep-sea port", "port", "ru", [PORT]) == ["Велмар глубоководный порт"]


def test_without_kind_or_any_place_nothing_is_said():
    assert said("Testburg agreement", "other", "ru") == []
    assert said("New project", "rail", "ru") == []


def test_every_sector_but_other_has_a_kind_in_each_language():
    table = wording._table()
    assert set(table["sectors"]) == set(Sector.values) - {Sector.OTHER}
    assert set(table["sectors"].values()) <= table["kinds"].keys()
    assert set(table["lines"]) <= set(Sector.values)
    for part in ("kinds", "purposes", "regions"):
        for words in table[part].values():
            assert words.keys() == {"ru", "zh", "kk"}
            assert re.fullmatch("[\u4e00-\u9fff]+", words["zh"])


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz -'", max_size=20))
def test_no_latin_letter_is_left_in_cyrillic(text):
    assert not re.search("[a-z]", cyrillised(text))
