from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.linking import sounds
from news.linking.automaton import DoubleArrayMatcher, PlainMatcher
from news.linking.catalogue import Entry, Name
from news.linking.explain import MOST
from news.linking.lexicon import lexicon
from news.linking.linker import Linker
from news.linking.score import logistic
from news.linking.stream import MARK, stream
from projects.choices import Sector
from tests.news.linking.worlds import CATALOGUE, PORT, RAILWAY


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


THIRD = Entry("third", (Name("Third Kazakhstan–China cross-border railway", "en"),), (), (), "railway", ("KZ", "CN"))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Third railway between China and Kazakhstan to be built", True),
        ("3rd China–Kazakhstan railway to be built", True),
        ("China and Kazakhstan agree on railway tariffs", False),
        ("Fourth railway between China and Kazakhstan to be built", False),
    ],
)
def test_the_third_of_two_countries_is_told_by_its_number(title, expected):
    _, found = Linker((THIRD,)).candidates(title, "", "en")
    assert bool(found) is expected


@pytest.mark.parametrize(
    ("language", "name", "title"),
    [
        ("en", "Second power plant unit", "A second power plant opens in Brazil"),
        ("en", "Second railway track", "India builds second railway in Bihar"),
        ("ru", "Третья очередь железной дороги", "Треть железных дорог Бразилии изношена"),
    ],
)
def test_a_number_and_a_kind_name_nothing_without_two_countries(language, name, title):
    entry = Entry("one", (Name(name, language),), (), (), "railway", ("KZ",))
    assert Linker((entry,)).candidates(title, "", language)[1] == []


def test_numerals_after_the_name_are_no_number_of_the_row():
    entry = Entry("fifth", (Name("Пятая железная дорога Казахстан – Китай", "ru"),), (), (), "railway", ("KZ", "CN"))
    linker = Linker((entry,))
    title = "По железной дороге Китай – Казахстан за пять месяцев перевезено больше"
    assert linker.candidates(title, "", "ru")[1] == []
    assert linker.candidates("Пятая железная дорога из Казахстана в Китай", "", "ru")[1] != []


def test_a_title_is_one_sentence_whatever_signs_stand_in_it(linker):
    _, found = linker.candidates("Is it late? Sampleport deep sea port waits. Ships too", "It waits.", "en")
    assert found[0].features["named_head"] == 1.0
    (link,) = linker.link("Late? Sampleport deep sea port waits", "The port waits.", "en")[:1]
    assert {reason.words for reason in link.reasons} >= {"Sampleport deep sea port"}


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
        ("The U.S., Bosnia and the Burkinabe", "en", {"US", "BA", "BF"}),
        ("Туркмения и КНР подписали", "ru", {"TM", "CN"}),
        ("Түркіменстан мен ҚХР", "kk", {"TM", "CN"}),
        ("哈国和寮国", "zh", {"KZ", "LA"}),
    ],
)
def test_countries_are_known_by_what_people_call_them(linker, text, language, countries):
    result, _ = linker.candidates("", text, language)
    assert set(result.countries) == countries


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The death toll rose to nine", "road"),
        ("Teachers as well as nurses were paid; foreign exchange reserves fell", "field"),
        ("A strong voice in the international arena, and a last resort", "civic"),
        ("A panel of experts met", "solar"),
        ("A team concentrates on its task", "mine"),
        ("It was a mild winter", "thermal"),
        ("A poll gauges the mood", "railway"),
        ("Ministers need security clearance", "crossing"),
    ],
)
def test_a_word_of_another_meaning_is_no_kind_of_thing(linker, text, kind):
    result, _ = linker.candidates("", text, "en")
    assert not any(kind in kinds for _, _, kinds in (*result.assets, *result.topics))


@pytest.mark.parametrize(
    ("text", "cue"),
    [("The novel coronavirus spreads", "people"), ("Trains fill before the Spring Festival", "leisure")],
)
def test_a_word_of_another_meaning_is_no_cue(linker, text, cue):
    result, _ = linker.candidates("", text, "en")
    assert not any(cue in cues for _, _, cues in result.cues)


@pytest.mark.parametrize(
    "text",
    [
        "Поэтому Роман Иванов долго ждал",  # therefore, Roman, for long: not a poet, a novel, a debt
        "Он стал главой края и говорил с медиа",  # became, region, media: not steel, a crane, copper
        "Стол в углу, угол стола",  # corner: not coal
        "Они жили на Гавайях и в Гаване",  # lived, Hawaii, Havana: not housing, a harbour
        "Пара слов, сказанных в составе делегации",  # a couple, in the delegation: not a ferry, a train
        "В первую очередь Морозов вспомнил Набережные Челны",  # first of all, a surname, a city
    ],
)
def test_russian_words_that_only_look_alike_say_nothing(linker, text):
    result, _ = linker.candidates("", text, "ru")
    assert (result.assets, result.topics, result.cues) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Два парома вышли", "port"),
        ("Паромная переправа", "port"),
        ("Створ гидроузла", "hydro"),
        ("У гидроузлов", "hydro"),
        ("Аэродромы закрыты", "airport"),
        ("Вокруг промысла", "field"),
    ],
)
def test_russian_words_are_known_in_cases_that_have_another_stem(linker, text, kind):
    result, _ = linker.candidates("", text, "ru")
    assert any(kind in kinds for _, _, kinds in (*result.assets, *result.topics))


@pytest.mark.parametrize(
    ("text", "code"), [("Власти Беларуси", "BY"), ("В Египте", "EG"), ("Узбекистанцы", "UZ"), ("В Южной Корее", "KR")]
)
def test_countries_and_their_people_are_known_in_cases_that_have_another_stem(linker, text, code):
    result, _ = linker.candidates("", text, "ru")
    assert code in result.countries


def test_an_acronym_needs_its_capitals(linker):
    assert "acronym" in about(linker, "TEXR opens to traffic", "The road was built in two years.", "en")
    assert linker.link("The texr of a thing", "Nothing is built.", "en") == []


def test_an_article_about_nothing_known_has_no_links(linker):
    assert linker.link("Local elections held", "Turnout was high in all districts.", "en") == []


@pytest.mark.parametrize(("title", "text"), [("", ""), ("", "¶ ¶"), ("\x00", "…"), ("—", "。。。")])
def test_texts_without_words_have_no_links(linker, title, text):
    assert linker.link(title, text, "xx") == []


def test_reasons_add_up_to_the_score(linker):
    (link,) = linker.link("Sampleport deep sea port waits", "Rain fell. The weather stays as it is.", "en", threshold=0)
    assert len(link.reasons) < MOST
    assert logistic(sum(reason.weight for reason in link.reasons)) == pytest.approx(link.score, abs=0.01)
    assert len({(reason.kind, reason.words) for reason in link.reasons}) == len(link.reasons)


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
    line = stream(title, text, language)
    for at, sign in enumerate(line.line):
        if sign not in (" ", MARK):
            where, start, end = line.source(at, at + 1)
            written = {"title": title, "text": text}[where][start:end]
            assert written in line.word_at(at) or line.word_at(at) in written


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


def levels(linker, project, title, text, language):
    """The kinds of evidence for a project."""
    _, found = linker.candidates(title, text, language)
    return {hit.level for one in found if linker.index.subjects[one.project].key == project for hit in one.hits}


def test_a_name_that_is_a_places_too_is_weighed_as_such_and_not_as_a_place_alone():
    plant = replace(
        PORT, key="plant", names=(Name("Sampleton power plant", "en"), Name("Sampleton", "en")), places=("Sampleton",)
    )
    linker = Linker([plant])
    assert "placed" in levels(linker, "plant", "Sampleton in talks", "A loan for Sampleton was signed.", "en")


def test_the_second_of_a_name_is_not_found_by_that_name_alone():
    linker = Linker(
        [
            replace(PORT, key="first", names=(Name("Порт Образцовый-1", "ru"),), places=("Тестовск",)),
            replace(PORT, key="second", names=(Name("Порт Образцовый-2", "ru"),), places=("Тестовск",)),
        ]
    )
    said = ("Открыт порт Образцовый-1", "Порт принял первое судно.", "ru")
    assert "alias" in levels(linker, "first", *said)
    assert not levels(linker, "second", *said) & {"alias", "bag"}


def test_a_long_chinese_name_is_a_name_though_a_longer_one_begins_with_it():
    pipe = replace(PORT, names=(Name("样本之力量天然气管道", "zh"), Name("样本之力量", "zh")))
    assert "alias" in levels(Linker([pipe]), "port", "", "经样本之力量送往国内的天然气创新高。", "zh")


@pytest.mark.parametrize("written", ["TEXRO", "Texro"])
def test_an_acronym_that_can_be_said_is_found_in_capitals_or_with_one(written):
    linker = Linker([replace(PORT, key="road", names=(Name("TEXRO", "en"),), places=())])
    assert "alias" in levels(linker, "road", f"{written} to be widened", f"Work on {written} begins.", "en")


def test_an_acronym_is_not_found_in_a_common_word_of_the_same_letters():
    linker = Linker([replace(PORT, key="road", names=(Name("TEXRO", "en"),), places=())])
    assert not levels(linker, "road", "A texro is a thing", "Nobody says texro.", "en")


def test_a_letter_and_a_number_are_a_name():
    linker = Linker([replace(PORT, key="road", names=(Name("М-12", "ru"),), places=())])
    assert levels(linker, "road", "Трассу М-12 продлят", "Участок М-12 открыт.", "ru") == {"alias"}


@pytest.mark.parametrize(
    "text",
    [
        "Тестбұрқ – Мысалтау теміржолы Қарағандыға жетті.",
        "Тестбұрқ – Мысалтау теміржолында жұмыс орны ашылды.",
        "Тестбұрқ – Мысалтау теміржолының іргетасы қаланды.",
        "Тестбұрқ – Мысалтау теміржолына 300-ге жақын адам тартылды.",
        "Былтыр 2030 жылға дейін Тестбұрқ – Мысалтау теміржолы салынады делінді.",
    ],
)
def test_a_kazakh_word_that_only_shares_a_stem_with_beside_or_compared_puts_no_name_aside(linker, text):
    _, (found,) = linker.candidates("", text, "kk")
    assert "aside" not in found.features


@pytest.mark.parametrize("form", ["жолы", "жолын", "жолдың", "жолға", "жолда", "жолдан", "жолмен"])
def test_the_kazakh_iron_road_is_a_railway_in_every_case(linker, form):
    result, _ = linker.candidates("", f"Тестбұрқ темір {form}", "kk")
    assert [kinds for _, _, kinds in result.assets] == [frozenset({"railway"})]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Бұл салаға тың серпін берді", "kk"),
        ("Түркі жұрттары бас қосты", "kk"),
        ("Болат Тестов пен Роман Тестов", "kk"),
        ("Бұл ісін әлі бітірген жоқ, туған жеріне оралды", "kk"),
        ("Ақылды адам бірінші кезекте қорға жүгінді", "kk"),
        ("Жителей сёл и городов", "ru"),
    ],
)
def test_a_word_that_only_looks_like_a_general_one_says_nothing(linker, text, language):
    result, _ = linker.candidates("", text, language)
    assert [*result.countries, *result.assets, *result.topics, *result.cues] == []


def test_every_sector_but_the_vague_ones_says_what_kind_of_thing_is_built():
    vague = {Sector.FINANCING_PROGRAMME, Sector.OTHER}
    unknown = {sector for sector in Sector if not lexicon().sectors.get(sector.replace("_", " "))}
    assert unknown == vague


@pytest.mark.parametrize(
    ("part", "inside"),
    [
        ("people", "事故发生于凌晨"),  # 生于, born in
        ("weather", "高温气冷堆"),  # 高温, heat
        ("leisure", "马拉松式谈判"),  # 马拉松, a marathon
    ],
)
def test_no_chinese_cue_stands_inside_a_word_of_another_matter(part, inside):
    assert not [word for word, parts in lexicon().cues.items() if part in parts and word in inside]


@pytest.mark.parametrize(
    ("kind", "inside"),
    [
        ("port", "水利枢纽"),  # 枢纽, a hub of anything
        ("mine", "某某矿业"),  # 矿, a mine: the name of a trade
        ("civic", "中国科学院"),  # 学院, a college
        ("bus", "扩大巴方出口"),  # 大巴, a coach
        ("oil_pipeline", "油管视频"),  # 油管, a site of films
    ],
)
def test_no_chinese_thing_stands_inside_a_word_of_another_matter(kind, inside):
    assert not [word for word, kinds in lexicon().assets.items() if kind in kinds and word in inside]


def test_a_swap_station_is_no_power_station():
    found = lexicon().assets
    longest = max((word for word in found if word in "换电站" or word in "充电站"), key=len)
    assert "hydro" not in found[longest]


@pytest.mark.parametrize("inside", ["中土集团", "俄罗斯中部", "印尼中资企业", "中阿合作论坛"])
def test_no_two_signs_of_countries_stand_inside_a_word_of_another_matter(inside):
    wrong = {"TM", "LK", "NP", "AZ"}
    assert not [word for word, codes in lexicon().countries.items() if word in inside and codes & wrong]


@pytest.mark.parametrize("before", ["将继续推进", "直接连通", "从事"])
def test_a_word_in_front_of_a_name_is_aside_only_as_a_word(before):
    assert not [word for word in lexicon().aside if word in before]


@pytest.mark.parametrize(
    ("text", "language", "countries"),
    [
        ("A plan of South Sudan", "en", {"SS"}),
        ("白俄罗斯与印度尼西亚签署", "zh", {"BY", "ID"}),
        ("Перевозят грузы в порт", "ru", set()),
        ("Поезд пришёл в Грузию", "ru", {"GE"}),
        ("They cooked a turkey", "en", set()),
        ("They went to Turkey", "en", {"TR"}),
        ("Ships crossed the Indian Ocean", "en", set()),
    ],
)
def test_a_country_is_no_part_of_anothers_name_and_no_other_word(linker, text, language, countries):
    result, _ = linker.candidates("", text, language)
    assert set(result.countries) == countries


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A Belt and Road forum", "en"),
        ("Ministers agreed a road map", "en"),
        ("Форум «Пояс и путь»", "ru"),
        ("Утверждена дорожная карта", "ru"),
        ("Длина 20 метров", "ru"),
        ("一带一路论坛", "zh"),
        ("Әлеуметтік желіде жазды", "kk"),
    ],
)
def test_words_that_name_no_thing_are_no_kind_of_thing(linker, text, language):
    result, _ = linker.candidates("", text, language)
    assert result.assets == []


def test_a_word_is_read_in_the_language_of_the_article(linker):
    ore, _ = linker.candidates("", "Кен өндірілді", "kk")
    country, _ = linker.candidates("", "Президент Кении прибыл", "ru")
    assert (set(ore.countries), set(country.countries)) == (set(), {"KE"})


def test_a_word_longer_by_the_kind_of_thing_does_not_bring_in_a_neighbour():
    metro = replace(PORT, key="metro", names=(Name("Testburg metro", "en"),), places=("Testburg",), sector="urban rail")
    tram = replace(metro, key="tram", names=(Name("Testburg light rail", "en"),))
    linker = Linker([metro, tram])
    said = ("Testburg metro line extended", "The Testburg metro line carries many.", "en")
    assert "alias" in levels(linker, "metro", *said)
    assert not levels(linker, "tram", *said) & {"bag", "spot", "pair"}


def test_a_word_of_many_kinds_leaves_a_project_any_of_them():
    plant = replace(
        PORT, key="plant", names=(Name("Testburg power plant", "en"),), places=("Testburg",), sector="power"
    )
    assert {"hydro", "nuclear", "thermal"} <= Linker([plant]).index.subjects[0].kinds
