import pytest

from news.linking.catalogue import Entry, Name
from news.linking.elsewhere import Numbered, ends, has_other_end, has_other_number, numbered
from news.linking.linker import Linker
from news.linking.stream import stream

LINE = Entry(
    "line",
    (
        Name("Testburg – Exampleton railway", "en"),
        Name("Железная дорога Тестбург – Примерск", "ru"),
        Name("测试堡—例子城铁路", "zh"),
    ),
    places=("Testburg", "Exampleton", "Тестбург", "Примерск"),
    sector="railway",
)
PLANT = Entry(
    "plant", (Name("Testburg heat plant 2", "en"), Name("Тестбургская ТЭЦ-2", "ru")), ("Testburg",), (), "chp"
)
TRAM = Entry("tram", (Name("LRT", "en"), Name("Testburg light rail", "en")), ("Testburg",), (), "metro")
OTHER = Entry("port", (Name("Sampleport deep sea port", "en"),), ("Sampleport",), (), "port")


@pytest.fixture(scope="module")
def linker():
    return Linker((LINE, PLANT, TRAM, OTHER))


def features(linker, project, title, text, language="en"):
    _, found = linker.candidates(title, text, language)
    return {linker.index.subjects[one.project].key: one.features for one in found}.get(project, {})


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Work begins on the Testburg–Farville railway"),
        ("en", "A railway from Farville to Testburg is to be built"),
        ("en", "A railway between Testburg and Farville is to be built"),
        ("en", "Between Testburg and Farville a railway is to be built"),
        ("ru", "Начато строительство железной дороги Тестбург — Дальнее"),
        ("ru", "Между Тестбургом и Дальним проложат железную дорогу"),
    ],
)
def test_a_line_to_another_end_is_another_line(linker, language, title):
    assert features(linker, "line", title, "", language)["other_end"] == 1.0


def test_a_line_between_both_its_places_has_no_other_end(linker):
    title = "Work begins on the railway from Testburg to Exampleton, which goes on to Farville – Nowhere"
    assert "other_end" not in features(linker, "line", title, "")


def test_what_is_named_is_asked_for_no_other_end(linker):
    title = "Testburg – Exampleton railway to join the Testburg – Farville line"
    assert "other_end" not in features(linker, "line", title, "")


def test_every_pair_of_a_chain_counts():
    assert ends(stream("Alpha – Beta – Gamma line", "", "en")) == (("alpha", "beta"), ("beta", "gamma"))


def test_words_that_no_capital_makes_names_are_no_ends():
    assert ends(stream("from dawn to dusk, well-known, 2020–2021", "", "en")) == ()


def test_a_name_with_a_hyphen_is_one_name():
    line = Entry("line", (Name("Алтай – Усть-Примерск", "ru"),), ("Алтай", "Усть-Примерск"), (), "railway")
    title = "Поезда Алтай – Усть-Примерск пойдут по железной дороге"
    assert "other_end" not in features(Linker((line,)), "line", title, "", "ru")


def test_an_end_is_found_at_the_beginning_or_the_end_of_the_words():
    assert has_other_end([("new testburg", "farville")], {"testburg"})
    assert not has_other_end([("testburgian", "farville")], {"testburg"})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Heat plant No. 1 at Testburg stands still."),
        ("en", "Testburg: heat plant-1 stands still."),
        ("en", "It is said of heat plant 1, the old one."),
        ("en", "Of heat plant A."),
        ("ru", "ТЭЦ-1 стоит."),
        ("ru", "Говорят о ТЭЦ №1 и других."),
    ],
)
def test_another_number_of_the_row_is_another_plant(linker, language, text):
    found = features(linker, "plant", "Testburg heat plant is cold", text, language)
    assert found["other_number"] == 1.0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They gave the plant a boost. The heat plant 40 years on. In the plant, 12 May."),
        ("en", "Heat plant-02 and heat plant-1 stand still."),
        ("en", "Testburg 5 July: all is well."),
        ("ru", "ТЭЦ 15 мая остановили. На ТЭЦ 3 котла. ТЭЦ-2 и ТЭЦ-1 стоят."),
    ],
)
def test_counts_days_and_articles_are_no_number_and_its_own_one_settles_it(linker, language, text):
    found = features(linker, "plant", "Testburg heat plant is cold", text, language)
    assert "other_number" not in found


def test_what_is_numbered_in_a_name():
    assert list(numbered("testburg plant 2")) == [("plant", "2")]
    assert list(numbered("ml 1 railway")) == [("ml", "1")]


@pytest.mark.parametrize("name", ["m 39", "5 g", "2024 plant", "plant 2024", "测试 2"])
def test_years_and_codes_number_nothing(name):
    assert list(numbered(name)) == []


def test_hostile_text_is_gone_through_once():
    text = "Testburg railway. " + "A'" * 50_000 + " A–" * 20_000 + "plant" + " 1" * 20_000
    line = stream("Railway to Testburg", text, "en")
    assert isinstance(ends(line), tuple)
    assert not has_other_number(line, [Numbered("plant", "2")])


def test_a_name_that_many_bear_is_another_town_s_where_the_title_names_one(linker):
    assert features(linker, "tram", "LRT for Sampleport", "The LRT will be built.").get("other_bearer") == 1.0
    assert "other_bearer" not in features(linker, "tram", "LRT for Testburg", "The LRT will be built.")


def test_a_party_alone_says_little_where_the_country_is_not_named():
    mine = Entry("mine", (Name("Testburg copper mine", "en"),), ("Testburg",), ("Example Mining",), "mining", ("RS",))
    at_home, abroad = "Example Mining opens a copper mine in Serbia", "Example Mining opens a copper mine in Tibet"
    linker = Linker((mine,))
    assert features(linker, "mine", abroad, "")["without_country"] == 1.0
    assert "without_country" not in features(linker, "mine", at_home, "")


def test_of_a_project_without_a_country_none_is_missed():
    linker = Linker(
        (Entry("mine", (Name("Testburg copper mine", "en"),), ("Testburg",), ("Example Mining",), "mining"),)
    )
    found = features(linker, "mine", "Example Mining opens a copper mine in Tibet", "")
    assert found
    assert "without_country" not in found


def test_other_countries_beside_its_own_in_the_title_are_told():
    mine = Entry("mine", (Name("Testburg copper mine", "en"),), ("Testburg",), (), "mining", ("RS",))
    linker = Linker((mine,))
    assert features(linker, "mine", "Serbia and Kenya: Testburg copper mine", "")["foreign_head"] == 1.0
    assert "foreign_head" not in features(linker, "mine", "Serbia: Testburg copper mine", "")


def test_a_title_of_another_field_speaks_against_a_project(linker):
    title, text = "Ships and containers at berth: cargo up", "The Testburg – Exampleton railway is open."
    assert features(linker, "line", title, text)["other_topic_head"] == 1.0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A school opens. Earlier the Testburg – Exampleton railway was opened."),
        ("ru", "Открыта школа. Напомним, ранее открыли железную дорогу Тестбург – Примерск."),
        ("zh", "学校今天开学。此前测试堡—例子城铁路开通。"),
    ],
)
def test_a_project_that_is_only_reminded_of_is_in_the_background(linker, language, text):
    assert features(linker, "line", "", text, language)["reminded"] == 1.0


def test_first_of_all_brings_in_nothing_of_before(linker):
    text = "Открыта школа. Прежде всего построят железную дорогу Тестбург – Примерск."
    assert "reminded" not in features(linker, "line", "", text, "ru")


PIPE = Entry("pipe", (Name("Testburg – Exampleton gas pipeline", "en"),), ("Testburg",), (), "pipeline", ("TM", "CN"))
FOURTH = Entry(
    "fourth",
    (Name("Testburg – Exampleton gas pipeline, Line D", "en"), Name("Line D", "en")),
    ("Sampleport",),
    (),
    "pipeline",
    ("TM", "TJ", "CN"),
)


def test_the_countries_named_speak_for_the_one_of_a_kind_that_has_them():
    linker = Linker((PIPE, FOURTH))
    title = "Line D of the Testburg – Exampleton gas pipeline enters Tajikistan"
    text = "The Testburg – Exampleton gas pipeline is old."
    assert features(linker, "fourth", title, text)["kin_worse"] == 1.0
    assert features(linker, "pipe", title, text)["kin_better"] == 1.0
    nowhere = features(linker, "pipe", title.replace("Tajikistan", "the hills"), text)
    assert not {"kin_better", "kin_worse"} & nowhere.keys()


def test_projects_without_a_common_country_or_kind_are_not_compared():
    port = Entry("port", (Name("Sampleport deep sea port", "en"),), ("Sampleport",), (), "port", ("TM", "TJ"))
    abroad = Entry("abroad", (Name("Farville gas pipeline", "en"),), ("Farville",), (), "pipeline", ("TJ",))
    linker = Linker((PIPE, port, abroad))
    title = "Testburg – Exampleton gas pipeline, Sampleport deep sea port and Farville gas pipeline: news of Tajikistan"
    assert "kin_better" not in features(linker, "pipe", title, "")


def test_the_fourth_line_of_a_pipeline_is_line_d_and_not_the_pipeline():
    linker = Linker((PIPE, FOURTH))
    found = features(linker, "fourth", "The fourth line of the Testburg – Exampleton gas pipeline is begun", "")
    assert found["named_head"] == 1.0
    assert not features(linker, "pipe", "The fourth line of the Testburg – Exampleton gas pipeline is begun", "")


def test_where_a_project_is_named_its_place_beside_a_kind_says_nothing_more(linker):
    title, text = "Exampleton talks of a railway", "The Testburg – Exampleton railway is late."
    told = features(linker, "line", title, text)
    assert told["named_lead"] == 1.0
    assert not [name for name in told if name.startswith(("spot", "town"))]
    alone = features(linker, "line", title, "")
    assert [name for name in alone if name.startswith(("spot", "town"))]


HUB = Entry("hub", (Name("Testburg dry port", "en"),), ("Testburg",), (), "logistics")
ZONE = Entry("zone", (Name("Testburg logistics zone", "en"),), ("Testburg",), (), "logistics")


def test_words_that_mean_two_projects_alike_speak_less_for_each():
    linker = Linker((HUB, ZONE))
    title = "A new terminal in Testburg opens"
    assert [features(linker, key, title, "").get("words_shared") for key in ("hub", "zone")] == [1.0, 1.0]
    assert "words_shared" not in features(Linker((HUB,)), "hub", title, "")


def test_words_that_name_another_project_more_surely_speak_against():
    linker = Linker((HUB, ZONE))
    title = "Testburg logistics zone and its dry port"
    assert features(linker, "hub", title, "")["words_surer"] == 1.0
    assert not {"words_surer", "words_shared"} & features(linker, "zone", title, "").keys()


def test_a_surer_name_elsewhere_in_the_article_takes_no_words():
    linker = Linker((HUB, OTHER))
    found = features(linker, "hub", "Testburg talks of logistics", "The Sampleport deep sea port is larger.")
    assert found["rival_surer"] == 1.0
    assert "words_surer" not in found


@pytest.mark.parametrize(
    ("text", "cased"),
    [
        ("Тестбұрқ теміржолында апат болды.", True),
        ("Жүк Тестбұрқ теміржолынан келді.", True),
        ("Жолаушылар Тестбұрқ теміржолымен барды.", True),
        ("Тестбұрқ теміржолы салынды.", False),
        ("Тестбұрқ теміржолының құрылысы басталды.", False),
        ("Тестбұрқ теміржолына 5 млрд теңге бөлінді.", False),
    ],
)
def test_a_kazakh_name_in_a_case_of_place_only_says_where(text, cased):
    line = Entry("line", (Name("Тестбұрқ теміржолы", "kk"),), ("Тестбұрқ",), (), "railway")
    told = features(Linker((line,)), "line", "Бүгін не болды", text, "kk")
    assert told.get("place_case", 0.0) == float(cased)


def test_a_kazakh_name_in_latin_letters_stands_in_cases_too():
    line = Entry("line", (Name("Тестбұрқ теміржолы", "kk"),), ("Тестбұрқ",), (), "railway")
    text = "Jük Testbūrq temırjolynan keldı."
    assert features(Linker((line,)), "line", "Bügın ne boldy", text, "kk")["place_case"] == 1.0


def test_a_name_that_ends_like_a_case_stands_in_none():
    port = Entry("port", (Name("Тестстан", "kk"),), (), (), "port")
    told = features(Linker((port,)), "port", "", "Порт туралы: Тестстан.", "kk")
    assert told
    assert "place_case" not in told


def test_a_preposition_is_no_case(linker):
    assert "place_case" not in features(linker, "line", "Авария на железной дороге Тестбург – Примерск", "", "ru")


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Trains cross Testburg. A new metro is planned.", True),
        ("Trains cross Testburg. A new railway is planned.", False),
        ("Trains cross Testburg.", False),
    ],
)
def test_things_of_other_kinds_alone_speak_against_a_project(linker, text, others):
    assert bool(features(linker, "line", "", text).get("other_kinds")) == others
