"""Money by its name: of one country, or of several that call theirs the same."""

import pytest

from tests.news.statements.reading import read, values


def sums(text, language="en", *, title=""):
    """The sums proposed for a project in words."""
    return values([found for found in read(text, language, "Velmar", title=title) if found.kind == "amount"])


@pytest.mark.parametrize(
    ("language", "text", "sum_"),
    [
        ("en", "The Velmar line will cost 300 billion kyats.", "300000000000 MMK"),
        ("en", "The Velmar line will cost S$4 billion.", "4000000000 SGD"),
        ("en", "The Velmar line will cost Rs 5 billion, Nepal says.", "5000000000 NPR"),
        ("en", "The Velmar line in Pakistan will cost Rs2 lakh crore.", "2000000000000 PKR"),
        ("en", "The Velmar line will cost 90 billion Tanzanian shillings, Kenya says.", "90000000000 TZS"),
        ("en", "The Velmar line in Cameroon will cost 400 billion CFA francs.", "400000000000 XAF"),
        ("ru", "Линия Velmar обойдется в 2 млрд белорусских рублей.", "2000000000 BYN"),
        ("ru", "Линия Velmar в Сербии обойдется в 80 млрд динаров.", "80000000000 RSD"),
        ("ru", "Линия Velmar обойдется в 30 млрд пакистанских рупий.", "30000000000 PKR"),
        ("zh", "土耳其Velmar铁路总投资80亿里拉。", "8000000000 TRY"),
        ("zh", "尼泊尔Velmar铁路总投资800亿卢比。", "80000000000 NPR"),
        ("kk", "Velmar желісінің құны 4 млрд манат, дейді Әзербайжан.", "4000000000 AZN"),
    ],
)
def test_money_is_of_the_country_that_is_named(language, text, sum_):
    assert sums(text, language) == {f"{sum_} cost_estimate"}


@pytest.mark.parametrize(
    ("language", "text", "sum_"),
    [
        ("en", "Banks lend $2 billion, and the Velmar line is to cost 3 billion.", "3000000000 USD"),
        ("ru", "Банки дают 2 млрд евро, линия Velmar обойдется в 3 млрд.", "3000000000 EUR"),
        ("zh", "已借出2.5亿美元，Velmar铁路要花17亿。", "1700000000 USD"),
    ],
)
def test_a_sum_without_money_is_in_the_money_of_the_sum_before_it(language, text, sum_):
    assert f"{sum_} cost_estimate" in sums(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "The Velmar line will cost Rs 5 billion.",
        "The Velmar line from India to Nepal will cost Rs 5 billion.",
        "The Velmar line in Kenya will cost 5 billion pesos.",
        "The Velmar line will cost 5 million pounds of copper.",
    ],
)
def test_money_of_several_countries_is_not_guessed(text):
    assert sums(text) == set()


def test_a_title_may_name_the_country():
    assert sums("The Velmar line will cost Rs 5 billion.", title="Nepal builds a line") == {
        "5000000000 NPR cost_estimate"
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Velmar line will cost CA$4 billion."),
        ("en", "The Velmar port on the Indian Ocean will cost 5 billion rupees."),
        ("ru", "Порт Velmar на Индийском океане обойдется в 5 млрд рупий."),
        ("ru", "Линия Velmar обойдется в 5 млрд риелторских сборов."),
        ("ru", "Линия Velmar обойдется в 5 млрд рандомных единиц."),
    ],
)
def test_the_beginning_of_another_word_names_no_money(language, text):
    assert not any("AUD" in one or "INR" in one or "KHR" in one or "ZAR" in one for one in sums(text, language))


@pytest.mark.parametrize(
    ("language", "text", "sum_"),
    [
        ("zh", "Velmar铁路总投资A$50亿。", "5000000000 AUD"),
        ("ru", "Порт Velmar в Индии обойдется в 5 млрд рупий.", "5000000000 INR"),
        ("ru", "Порт Velmar обойдется в 5 млрд рупий, сообщили индийские газеты.", "5000000000 INR"),
        ("ru", "Линия Velmar обойдется в 5 млрд рандов.", "5000000000 ZAR"),
        ("ru", "Линия Velmar обойдется в 5 млрд риелей.", "5000000000 KHR"),
    ],
)
def test_such_money_itself_is_read(language, text, sum_):
    assert sums(text, language) == {f"{sum_} cost_estimate"}
