import pytest

from news.linking import gazetteer
from news.linking.catalogue import read_catalogue
from news.linking.gazetteer import spelled
from news.linking.linker import Linker
from projects.canonical import canonical


def test_towns_are_spelled_in_the_other_languages():
    found = spelled([("Belgrade", "RS"), ("Almaty", "KZ")])
    assert {"Белград", "贝尔格莱德"} <= set(found["Belgrade", "RS"])
    assert {"Алматы", "阿拉木圖"} <= set(found["Almaty", "KZ"])


@pytest.mark.parametrize(("place", "country"), [("Nosuchtown", "KZ"), ("Belgrade", "KZ"), ("Almaty", "XX"), ("", "KZ")])
def test_what_the_table_does_not_have_has_no_spellings(place, country):
    assert spelled([(place, country)]) == {(place, country): ()}


def test_another_name_of_the_town_is_no_spelling_of_this_one():
    assert "Достық" in spelled([("Dostyk", "KZ")])["Dostyk", "KZ"]
    assert "Дружба" not in spelled([("Dostyk", "KZ")])["Dostyk", "KZ"]


def test_a_place_is_found_by_any_of_its_spellings_and_diacritics_do_not_matter():
    for place in ("Белград", "贝尔格莱德", "BELGRADE"):
        assert "Белград" in spelled([(place, "RS")])[place, "RS"]


@pytest.mark.parametrize(
    ("place", "country", "spelling"),
    [("Moscow", "RU", "Москва"), ("Beijing", "CN", "Пекин"), ("Warsaw", "PL", "Варшава"), ("Moscow", "RU", "Мәскеу")],
)
def test_names_that_languages_have_of_their_own_are_known(place, country, spelling):
    assert spelling in spelled([(place, country)])[place, country]


def test_chinese_names_of_streets_and_other_places_are_left_out():
    assert set(spelled([("Dushanzi", "CN")])["Dushanzi", "CN"]) & {"独山子", "西宁路"} == {"独山子"}
    assert set(spelled([("Khorgos", "CN")])["Khorgos", "CN"]) & {"霍尔果斯", "卡拉苏"} == {"霍尔果斯"}


def test_a_failure_leaves_nothing_unknown_for_good(monkeypatch):
    table = gazetteer.TABLE
    monkeypatch.setattr(gazetteer, "_known", {})
    monkeypatch.setattr(gazetteer, "TABLE", table.with_name("gone"))
    with pytest.raises(FileNotFoundError):
        spelled([("Tashkent", "UZ")])
    monkeypatch.setattr(gazetteer, "TABLE", table)
    assert "Ташкент" in spelled([("Tashkent", "UZ")])["Tashkent", "UZ"]


def test_keys_are_canonical_forms_as_they_are_made_today():
    towns = [town for town in gazetteer._towns({"KZ"}) if town.keys][:200]
    assert towns
    assert all(canonical(key) == key for town in towns for key in town.keys)


def test_what_stands_in_brackets_is_no_part_of_the_name():
    assert "Достық" in spelled([("Dostyk (Druzhba)", "KZ")])["Dostyk (Druzhba)", "KZ"]


def test_the_table_is_read_once_for_what_was_asked_before(monkeypatch):
    spelled([("Budapest", "HU")])
    monkeypatch.setattr(gazetteer, "TABLE", gazetteer.TABLE.with_name("gone"))
    assert "布达佩斯" in spelled([("Budapest", "HU")])["Budapest", "HU"]


def test_a_catalogue_in_one_language_finds_news_in_the_others(tmp_path):
    (tmp_path / "catalogue.yaml").write_text(
        "projects:\n"
        "  line:\n"
        "    sector: railway\n"
        "    countries: [RS, HU]\n"
        "    places: [Belgrade, Budapest]\n"
        "    names: {en: The Example Line}\n"
    )
    linker = Linker(read_catalogue(tmp_path / "catalogue.yaml"))
    text = "贝尔格莱德至布达佩斯铁路全线铺轨完成。"
    assert [link.project for link in linker.link("布达佩斯—贝尔格莱德铁路年内通车", text, "zh")] == ["line"]
