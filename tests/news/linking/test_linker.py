from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.linking import sounds
from news.linking.automaton import DoubleArrayMatcher, PlainMatcher
from news.linking.catalogue import Name
from news.linking.linker import Linker
from news.linking.stream import stream
from tests.news.linking.worlds import CATALOGUE, RAILWAY


@pytest.fixture(scope="module")
def linker():
    return Linker(CATALOGUE)


def about(linker, title, text, language, date=None):
    return [link.project for link in linker.link(title, text, language, date) if link.score >= 0.5]


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Testburg–Exampleton railway to open in May", "Builders laid the last track."),
        ("en", "Exampleton-Testburg railway opens", "The line between Testburg and Exampleton carries freight."),
        ("ru", "Открыто движение по железной дороге Примерск – Тестбург", "Строительство завершили за год."),
        ("kk", "Тестбұрқ – Мысалтау теміржолының құрылысы басталды", "Жоба бойынша теміржол салынады."),
        ("zh", "测试堡—例子城铁路开工", "铁路全长一百公里。"),
    ],
)
def test_a_project_is_found_by_its_name_in_each_language_and_inflected(linker, language, title, text):
    assert about(linker, title, text, language) == ["railway"]


def test_a_thing_at_a_known_place_is_found_without_its_name(linker):
    assert "port" in about(linker, "Construction of the port at Sampleport begins", "The port will take ships.", "en")


def test_a_place_alone_is_no_link(linker):
    assert about(linker, "Flood in Sampleport after heavy rain", "Streets of Sampleport stand under water.", "en") == []


def test_words_of_another_trade_do_not_link_a_project_to_its_town(linker):
    assert about(linker, "New school opens in Testburg", "The mayor of Testburg cut the ribbon.", "en") == []


def test_a_project_named_in_passing_is_a_mention(linker):
    links = linker.link(
        "Testburg–Exampleton railway: construction started",
        "Work on the Testburg–Exampleton railway started. The line will carry freight. "
        "Earlier the country opened a school near Sampleport deep sea port.",
        "en",
    )
    roles = {link.project: link.role for link in links}
    assert roles["railway"] == "about"
    assert roles.get("port", "mentions") == "mentions"


def test_projects_the_words_do_not_tell_apart_are_one_group(linker):
    links = linker.link("Modelville wind farm commissioned", "The wind farm has 40 turbines.", "en")
    groups = {link.project: link.ambiguous for link in links}
    assert groups["plant-1"] == groups["plant-2"] > 0


def test_projects_of_different_names_are_no_group(linker):
    links = linker.link("Sampleport deep sea port and Testburg–Exampleton railway open", "Both opened today.", "en")
    assert {link.ambiguous for link in links} == {0}


@pytest.mark.parametrize(
    ("text", "language", "sum_said"),
    [
        ("The Testburg–Exampleton railway costs $252 million.", "en", "$252 million"),
        ("Железная дорога Тестбург – Примерск обошлась в 90 млрд тенге.", "ru", "90 млрд тенге"),
        ("测试堡—例子城铁路造价2.5亿美元。", "zh", "2.5亿美元"),
    ],
)
def test_a_sum_the_project_is_known_to_cost_speaks_for_it(linker, text, language, sum_said):
    (link,) = linker.link("", text, language)
    (reason,) = [reason for reason in link.reasons if reason.kind == "amount"]
    assert reason.words == text[reason.start : reason.end] == sum_said
    assert reason.weight > 0
    other = linker.link("", text.replace("252", "352").replace("90", "70").replace("2.5", "7.5"), language)
    assert "amount" not in {reason.kind for reason in other[0].reasons}
    assert other[0].score < link.score


def test_a_sum_in_another_currency_or_far_from_the_name_says_nothing(linker):
    far = "The Testburg–Exampleton railway is being built. " + "Nothing else was said that day. " * 12
    for text in (f"{far} Others cost $250 million.", "The Testburg–Exampleton railway costs 250 million euros."):
        (link,) = linker.link("", text, "en")
        assert "amount" not in {reason.kind for reason in link.reasons}


def test_traditional_characters_are_read_like_simplified_ones(linker):
    assert about(linker, "測試堡—例子城鐵路開工", "鐵路全長一百公里。", "zh") == ["railway"]


def test_a_party_and_a_kind_of_thing_are_evidence_and_its_words_are_shown(linker):
    text = "Example Rail Builders has laid half of the railway's track."
    (link,) = linker.link("", text, "en")
    (reason,) = [reason for reason in link.reasons if reason.kind == "owner"]
    assert (link.project, text[reason.start : reason.end]) == ("railway", "Example Rail Builders")
    assert linker.link("", "Example Rail Builders has laid half of the bridge's deck.", "en") == []


@pytest.mark.parametrize("party", ["Kazakhstan Railways", "Testburg Construction Company", "National Port Group"])
def test_a_company_is_not_known_by_its_country_its_town_or_its_trade(party):
    linker = Linker([replace(RAILWAY, parties=(party,))])
    result, _ = linker.candidates("", "Kazakhstan, Testburg and its port: a railway.", "en")
    assert result.parties == []


def test_a_party_of_many_projects_of_one_kind_tells_none_of_them():
    crowd = [replace(RAILWAY, key=f"railway-{at}", names=(Name(f"Line {at} of Someplace", "en"),)) for at in range(4)]
    assert Linker(crowd).link("", "Example Rail Builders has laid half of the railway's track.", "en") == []


def test_what_the_names_call_a_thing_speaks_for_it_and_another_word_of_its_kind_against_it(linker):
    def features(text):
        _, (found,) = linker.candidates("", text, "en")
        return found.features

    assert features("The deep sea port at Sampleport took ships.")["own_word"]
    assert features("The ferry terminal at Sampleport took ships.")["other_word"]


@pytest.mark.parametrize(
    ("text", "language", "countries"),
    [
        ("A Kazakhstani and Burmese plan", "en", {"KZ", "MM"}),
        ("Туркмения и КНР подписали", "ru", {"TM", "CN"}),
        ("Түркіменстан мен ҚХР", "kk", {"TM", "CN"}),
        ("哈国和寮国", "zh", {"KZ", "LA"}),
    ],
)
def test_countries_are_known_by_what_people_call_them(linker, text, language, countries):
    result, _ = linker.candidates("", text, language)
    assert set(result.countries) == countries


def test_an_acronym_needs_its_capitals(linker):
    assert "acronym" in about(linker, "TEXR opens to traffic", "The road was built in two years.", "en")
    assert linker.link("The texr of a thing", "Nothing is built.", "en") == []


def test_an_article_about_nothing_known_has_no_links(linker):
    assert linker.link("Local elections held", "Turnout was high in all districts.", "en") == []


@pytest.mark.parametrize(("title", "text"), [("", ""), ("", "¶ ¶"), ("\x00", "…"), ("—", "。。。")])
def test_texts_without_words_have_no_links(linker, title, text):
    assert linker.link(title, text, "xx") == []


def test_reasons_are_exact_pieces_of_what_is_stored(linker):
    title = "«Тестбург — Примерск»: железную дорогу открыли"
    text = "Движение по железной дороге\n Тестбург\u00a0– Примерск  открыто. Example Rail Builders строила линию."
    (link,) = linker.link(title, text, "ru")
    quoted = [reason for reason in link.reasons if reason.field]
    assert {reason.kind for reason in quoted} >= {"alias", "party"} or {reason.kind for reason in quoted} >= {"bag"}
    for reason in quoted:
        assert {"title": title, "text": text}[reason.field][reason.start : reason.end] == reason.words != ""


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "Testburg–Exampleton railway",
                    "Sampleport",
                    "port",
                    "TEXR",
                    "测试堡—例子城铁路",
                    "样本港。",
                    "Тестбурга",
                ),
                *("железной дороги", "Мысалтауда", "«", "… ", "\n", "\u00ad", "12\u00a0km.", "Modelville wind farm!"),
            ]
        ),
        max_size=14,
    ),
    st.sampled_from([" ", "", ", "]),
    st.sampled_from(["en", "ru", "kk", "zh", ""]),
)
@settings(max_examples=150, deadline=None)
def test_offsets_round_trip_on_any_text(words, joint, language):
    whole = Linker(CATALOGUE) if not _KEPT else _KEPT[0]
    _KEPT[:] = [whole]
    title, text = joint.join(words[:4]), joint.join(words[4:])
    for link in whole.link(title, text, language):
        assert 0 <= link.score <= 1
        for reason in link.reasons:
            stored = {"title": title, "text": text, "": ""}[reason.field]
            assert stored[reason.start : reason.end] == reason.words


_KEPT: list[Linker] = []


def test_both_matchers_find_the_same():
    patterns = [" a b ", " b ", "铁路", " a b c ", "路"]
    line = " x a b c 大铁路 b "
    assert sorted(DoubleArrayMatcher(patterns).find(line)) == sorted(PlainMatcher(patterns).find(line))
    assert DoubleArrayMatcher([]).find(line) == []


def test_the_plain_matcher_links_alike(linker):
    plain = Linker(CATALOGUE, matcher=PlainMatcher)
    article = "Exampleton-Testburg railway opens", "Sampleport deep sea port is next.", "en"
    assert plain.link(*article) == linker.link(*article)


def test_a_family_switched_off_finds_nothing_any_more():
    article = "Тестбурк – Мысалтау темиржол", "", "kk"
    assert any(reason.rule == "kazakh_letters" for link in Linker([RAILWAY]).link(*article) for reason in link.reasons)
    links = Linker([RAILWAY], off={"kazakh_letters"}).link(*article)
    assert not any(reason.rule == "kazakh_letters" for link in links for reason in link.reasons)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Market port opens. Nothing else is told.", {"Market": ["merkot"]}),
        ("Market port opens, says a report on the market.", {}),
        ("“Market, port of the north”: the market, he said, is small.", {}),
    ],
)
def test_a_word_the_text_also_writes_small_is_no_name_by_ear(text, found):
    assert sounds.alike((text,), stream("", text, "en").names(), {sounds.sound("merkot"): ("merkot",)}) == found


def test_links_without_reasons_are_the_same_links(linker):
    article = ("Testburg–Exampleton railway to open in May", "Builders laid the last track.", "en")
    explained, plain = linker.link(*article), linker.link(*article, explained=False)
    assert [(link.project, link.score, link.role) for link in plain] == [
        (link.project, link.score, link.role) for link in explained
    ]
    assert all(link.reasons for link in explained)
    assert not any(link.reasons for link in plain)
