"""What is said of one project, or of another thing beside it, is not proposed for its neighbour."""

import pytest

from tests.news.statements import reading

NAME, RIVAL = "Velmar", "Harrow"


def values(text, language="en", title="", published="2025-05-20", *, name=NAME, rival=RIVAL):
    """The values proposed for a project, most exact words left out."""
    return reading.values(reading.read(text, language, name, title=title, published=published, rival=rival))


@pytest.mark.parametrize(
    ("language", "text", "first", "second"),
    [
        (
            "en",
            "Velmar opened in 2019, while Harrow will open in 2027.",
            {"operating", "opened 2019 happened"},
            {"opened 2027 promised"},
        ),
        (
            "en",
            "Velmar cost $2 billion; Harrow is to cost $5 billion.",
            {"2000000000 USD cost_estimate"},
            {"5000000000 USD cost_estimate"},
        ),
        (
            "ru",
            "Velmar открыта в 2019 году, а Harrow будет запущена в 2027 году.",
            {"operating", "opened 2019 happened"},
            {"opened 2027 promised"},
        ),
        (
            "zh",
            "Velmar总投资20亿美元，Harrow总投资50亿美元。",
            {"2000000000 USD cost_estimate"},
            {"5000000000 USD cost_estimate"},
        ),
        (
            "zh",
            "Velmar2019年通车，而Harrow将于2027年通车。",
            {"operating", "opened 2019 happened"},
            {"opened 2027 promised"},
        ),
        (
            "kk",
            "Velmar 2019 жылы ашылды, ал Harrow 2027 жылы іске қосылады.",
            {"operating", "opened 2019 happened"},
            {"opened 2027 promised"},
        ),
        (
            "kk",
            "Velmar құны 2 млрд доллар, Harrow құны 5 млрд доллар.",
            {"2000000000 USD cost_estimate"},
            {"5000000000 USD cost_estimate"},
        ),
    ],
)
def test_a_sentence_that_parts_two_projects_is_read_for_each(language, text, first, second):
    assert values(text, language) == first
    assert values(text, language, name=RIVAL, rival=NAME) == second


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Velmar and Harrow were opened in 2019."),
        ("en", "Velmar, like Harrow, was opened in 2019."),
        ("en", "Velmar crosses Harrow. It was opened in 2019."),
        ("en", "Velmar cost $2 billion and Harrow $5 billion."),
        ("ru", "Velmar и Harrow введены в эксплуатацию в 2019 году."),
        ("ru", "Velmar, как и Harrow, введена в эксплуатацию в 2019 году."),
        ("ru", "Velmar пересекает Harrow. Она открыта в 2019 году."),
        ("zh", "Velmar和Harrow均于2019年通车。"),
        ("zh", "Velmar与Harrow相接。2019年建成通车，总投资20亿美元。"),
        ("kk", "Velmar мен Harrow 2019 жылы ашылды."),
        ("kk", "Velmar, Harrow секілді, 2019 жылы ашылды."),
        ("kk", "Velmar Harrow желісімен қиылысады. Ол 2019 жылы ашылды."),
    ],
)
def test_what_is_said_of_two_projects_at_once_is_said_of_neither(language, text):
    assert values(text, language) == values(text, language, name=RIVAL, rival=NAME) == set()


def test_with_others_in_the_item_a_sentence_goes_on_only_right_after_the_name():
    after = "Harrow is old. Velmar is new. Snow fell. It was opened in 2019."
    assert values(after) == set()
    assert values("Harrow is old. Velmar is new. It was opened in 2019.") == {"opened 2019 happened"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The plant was opened in 2019 at a cost of $2 billion. Its ore travels by Velmar."),
        ("ru", "Завод введён в эксплуатацию в 2019 году. Руду везут по дороге Velmar."),
        ("zh", "工厂2019年投产，总投资20亿美元。矿石经Velmar运输。"),
        ("kk", "Зауыт 2019 жылы іске қосылды. Кен Velmar арқылы тасылады."),
        ("ru", "Завод обещают пустить в 2028 году, а Velmar, по мнению экспертов, помешает."),
    ],
)
def test_what_stands_before_a_late_name_is_of_another_thing(language, text):
    assert values(text, language) == set()


def test_what_stands_before_the_name_is_read_where_the_title_names_the_project():
    assert values("Construction was completed in 2019. Ore travels by Velmar.", title="Velmar") == {
        "completed 2019 happened"
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Профилактика закончена, и Velmar снова качает газ."),
        ("en", "Trains on Velmar were suspended in April 2025 after floods."),
        ("en", "Velmar got new trains. They will be put into service in 2027."),
        ("en", "Velmar crosses the hills. The station was opened in 2019."),
    ],
)
def test_what_happens_to_another_thing_is_not_what_happens_to_the_project(language, text):
    assert values(text, language) == set()


def test_that_all_of_a_project_works_is_said_with_its_name_or_in_a_title():
    assert values("Velmar crosses the hills. The line was opened in 2019.") == {"opened 2019 happened"}
    assert values("Velmar was opened in 2019.") == {"operating", "opened 2019 happened"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The partners invested $2 billion in Velmar."),
        ("en", "Velmar won a contract, a $2 billion deal."),
        ("en", "Velmar runs beside a $2 billion port."),
        ("zh", "Velmar投资20亿美元。"),
        ("kk", "Velmar жобасы 2 млрд доллар."),
        ("en", "The port cost $2 billion, and Velmar serves it."),
    ],
)
def test_a_sum_without_a_word_for_costs_or_for_money_given_is_left_out(language, text):
    assert values(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Work goes on at the $2 billion Velmar line."),
        ("en", "Work goes on at Velmar, worth $2 billion."),
        ("ru", "Рабочие строили Velmar за 2 млрд долларов."),
    ],
)
def test_a_price_beside_the_name_is_a_cost(language, text):
    assert "2000000000 USD cost_estimate" in values(text, language)


@pytest.mark.parametrize(
    ("language", "text", "published", "expected"),
    [
        ("zh", "Velmar12月3日通车。", "2024-11-20", {"opened 2024-12-03 promised"}),
        ("zh", "Velmar11月3日通车。", "2024-11-20", {"operating", "opened 2024-11-03 happened"}),
        ("zh", "Velmar5月3日通车。", "2024-11-20", {"operating"}),
        ("en", "Velmar will be opened on 3 December.", "2024-11-20", {"opened 2024-12-03 promised"}),
        ("en", "Velmar will be opened on 3 September.", "2024-11-20", set()),
        ("en", "Velmar was opened on 3 December.", "2024-11-20", {"operating"}),
    ],
)
def test_a_day_without_a_year_is_one_near_the_news(language, text, published, expected):
    assert values(text, language, published=published) == expected


@pytest.mark.parametrize("when", ["on 20 May 2025", "in May", "today", "this month"])
def test_what_is_promised_for_the_time_of_the_news_is_left_out(when):
    assert values(f"Velmar will be opened {when}.") == set()
    assert values("Velmar will be opened this year.") == {"opened 2025 promised"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Velmar will be opened in July–August 2027."),
        ("en", "Velmar will be opened in May or June 2027."),
        ("ru", "Velmar откроют в июле-августе 2027 года."),
        ("kk", "Velmar 2027 жылдың шілде-тамыз айларында ашылады."),
        ("kk", "Velmar 2027 немесе 2028 жылы ашылады."),
    ],
)
def test_of_two_dates_joined_neither_is_the_one(language, text):
    assert values(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Velmar was opened on Monday, 5 May.", {"operating", "opened 2025-05-05 happened"}),
        ("ru", "Velmar открыта в понедельник, 5 мая.", {"operating", "opened 2025-05-05 happened"}),
        ("kk", "Velmar 5 мамыр 2019 жылы ашылды.", {"operating", "opened 2019-05-05 happened"}),
    ],
)
def test_the_parts_of_one_date_are_one_date(language, text, expected):
    assert values(text, language) == expected


def test_the_first_rail_laid_is_not_the_last():
    assert values("Velmar теміржолында 2024 жылы алғашқы рельс төселді.", "kk") == set()
    assert values("Velmar теміржолында 2024 жылы рельс төселді.", "kk") == {"track_laid 2024 happened"}
