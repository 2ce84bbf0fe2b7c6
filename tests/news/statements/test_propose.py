"""What is proposed from an item: the rules a curator relies on, each shown on invented projects."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.statements import Statement, propose
from tests.news.statements import reading


def read(text, language="en", published="2025-05-20", *, title="", name="Velmar railway", rival="Harrow line"):
    return reading.read(text, language, name, title=title, published=published, rival=rival)


def statuses(found: list[Statement]) -> list[str]:
    return [statement.status for statement in found if statement.kind == "status"]


def dates(found: list[Statement]) -> list[tuple[str, str, str]]:
    return [(s.milestone, s.date, s.aspect) for s in found if s.kind == "date"]


def amounts(found: list[Statement]) -> list[tuple[Decimal | None, str, str]]:
    return [(s.number, s.currency, s.stage) for s in found if s.kind == "amount"]


def test_an_opening_is_a_status_and_a_date_with_the_sentence_as_quote():
    text = "Snow fell. The Velmar railway was opened on 2 May 2025. Crowds came."
    found = read(text)
    assert statuses(found) == ["operating"]
    assert dates(found) == [("opened", "2025-05-02", "happened")]
    assert {statement.quote for statement in found} == {"The Velmar railway was opened on 2 May 2025."}
    assert all(text[statement.start : statement.end] == statement.quote for statement in found)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("in June 2027", "2027-06"),
        ("on 3 June 2027", "2027-06-03"),
        ("by the end of 2027", "2027"),
        ("in the third quarter of 2027", "2027-Q3"),
        ("in the first half of 2027", "2027-H1"),
        ("next year", "2026"),
        ("in two years", "2027"),
        ("in September", "2025-09"),
        ("in March", "2026-03"),
    ],
)
def test_a_date_takes_the_coarsest_form_its_words_allow(words, date):
    assert dates(read(f"The Velmar railway will open {words}.")) == [("opened", date, "promised")]


def test_a_relative_date_is_left_out_when_the_item_has_no_date():
    text = "The Velmar railway opened last year."
    assert dates(read(text, published="2025")) == [("opened", "2024", "happened")]
    assert dates(read(text, published="")) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Velmar railway will be opened."),
        ("en", "The Velmar railway may be opened in 2027."),
        ("en", "The Velmar railway was not opened in 2024."),
        ("en", "If the loan comes, the Velmar railway will open in 2027."),
        ("en", "The Velmar railway was to be opened in 2021."),
        ("en", "Once opened, the Velmar railway will carry coal."),
        ("ru", "Дорога Velmar railway будет запущена."),
        ("ru", "Дорога Velmar railway не введена в эксплуатацию."),
        ("ru", "Дорога Velmar railway, предположительно, может быть открыта в 2027 году."),
        ("ru", "Дорогу Velmar railway должны были открыть в 2021 году."),
        ("zh", "Velmar railway将投入运营。"),
        ("zh", "Velmar railway尚未通车。"),
        ("zh", "Velmar railway可能于2027年通车。"),
        ("zh", "Velmar railway建成后将带动贸易。"),
        ("kk", "Velmar railway желісі іске қосылады."),
        ("kk", "Velmar railway желісі әлі ашылған жоқ."),
        ("kk", "Velmar railway желісі ашылуы мүмкін."),
        ("kk", "Velmar railway желісі 2021 жылы ашылуы тиіс еді."),
    ],
)
def test_what_is_only_planned_denied_or_possible_never_happened(language, text):
    found = read(text, language)
    assert statuses(found) == []
    assert [aspect for _, _, aspect in dates(found) if aspect == "happened"] == []


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("ru", "Запуск Velmar railway запланирован на второй квартал 2027 года.", ("opened", "2027-Q2", "promised")),
        ("zh", "Velmar railway预计2027年6月通车。", ("opened", "2027-06", "promised")),
        ("kk", "Velmar railway желісі 2027 жылдың маусымында іске қосылады.", ("opened", "2027-06", "promised")),
    ],
)
def test_a_planned_date_is_a_promise_in_every_language(language, text, date):
    assert dates(read(text, language)) == [date]


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "The Velmar railway cost $2.3 billion.", (Decimal("2.3e9"), "USD", "cost_estimate")),
        ("ru", "Стоимость Velmar railway составила 2,3 млрд тенге.", (Decimal("2.3e9"), "KZT", "cost_estimate")),
        ("zh", "Velmar railway总投资3.2亿元。", (Decimal("3.2e8"), "CNY", "cost_estimate")),
        ("zh", "Velmar railway造价1.2万亿坚戈。", (Decimal("1.2e12"), "KZT", "cost_estimate")),
        ("kk", "Velmar railway құны 1 млрд 200 млн теңге.", (Decimal("1.2e9"), "KZT", "cost_estimate")),
        ("en", "A bank gave a loan of €5,500,000 for the Velmar railway.", (Decimal(5500000), "EUR", "commitment")),
    ],
)
def test_a_sum_is_read_exactly_with_its_currency_and_stage(language, words, expected):
    assert amounts(read(words, language)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "A ticket for the Velmar railway costs $12.",
        "Velmar railway managers took bribes worth $3 million.",
        "The debt of the Velmar railway is $900 million.",
        "The Harrow line cost $2 billion.",
        "The Velmar railway cost 2 billion rupees.",
        "The Velmar railway costs between $2-3 billion.",
    ],
)
def test_fares_bribes_debts_other_projects_and_unclear_sums_are_left_out(text):
    assert amounts(read(text)) == []


def test_having_put_names_to_an_agreement_pays_nothing():
    assert amounts(read("Two capitals have put their names to a $3 billion agreement for the Velmar railway.")) == []
    paid = read("The state has put $3 billion into the Velmar railway.")
    assert amounts(paid) == [(Decimal("3e9"), "USD", "disbursement")]


def test_by_how_much_a_price_was_driven_up_is_no_price():
    assert amounts(read("官员把Velmar railway的造价抬高了7500万美元。", "zh")) == []


def test_a_loan_beside_the_price_keeps_its_own_stage():
    found = amounts(read("银行正计划为Velmar railway借出2亿美元，整个项目要花20亿美元。", "zh"))
    assert (Decimal("2e8"), "USD", "cost_estimate") not in found


def test_a_rivals_sentence_ends_the_topic():
    text = "The Velmar railway is long. The Harrow line opened in 2019. It cost $2 billion."
    assert read(text) == []


def test_a_sentence_may_go_on_about_the_project_without_naming_it():
    found = read("The Velmar railway crosses the desert. It opened in 2019.")
    assert dates(found) == [("opened", "2019", "happened")]
    assert read("The Velmar railway crosses the desert. Another line opened in 2019.") == []


def test_a_part_gives_a_date_with_its_scope_and_no_status():
    found = read("The Lesken tunnel of the Velmar railway was opened on 1 May 2025.")
    assert statuses(found) == []
    assert [(s.date, s.scope) for s in found] == [("2025-05-01", "tunnel")]


def test_an_item_that_tells_the_history_states_only_where_it_ended():
    found = read("Construction of the Velmar railway began in 2015. The Velmar railway opened in 2021.")
    assert statuses(found) == ["operating"]
    assert dates(found) == [("construction_start", "2015", "happened"), ("opened", "2021", "happened")]


@pytest.mark.parametrize(
    ("title", "text", "published", "date"),
    [
        ("Velmar railway opened", "Crowds came.", "2025-05-20", "2025-05"),
        ("Velmar railway opened", "Crowds came.", "2025-05", "2025-05"),
        ("Velmar railway opened", "Crowds came on 18 May. Songs were sung.", "2025-05-20", "2025-05-18"),
        ("Velmar railway opens", "Crowds came yesterday.", "2025-05-20", "2025-05-19"),
    ],
)
def test_what_a_title_reports_without_a_date_happened_on_the_day_of_the_news(title, text, published, date):
    found = read(text, published=published, title=title)
    assert dates(found) == [("opened", date, "happened")]
    assert [s.inferred for s in found if s.kind == "date"] == [True]


@pytest.mark.parametrize(
    ("title", "text", "published"),
    [
        ("Velmar railway opened", "Crowds came on 18 May and 19 May.", "2025-05-20"),
        ("Velmar railway opened", "Crowds came.", "2025"),
        ("Velmar railway opened?", "Nobody knows.", "2025-05-20"),
        ("Velmar railway to be opened", "Crowds will come.", "2025-05-20"),
        ("Tunnel of the Velmar railway opened", "Crowds came.", "2025-05-20"),
        ("", "The Velmar railway was opened.", "2025-05-20"),
    ],
)
def test_the_day_of_the_news_is_left_out_where_it_is_not_sure(title, text, published):
    assert dates(read(text, published=published, title=title)) == []


def test_a_date_the_words_name_comes_before_the_day_of_the_news():
    found = read("The Velmar railway was opened on 3 April 2025.", title="Velmar railway opened")
    assert dates(found) == [("opened", "2025-04-03", "happened")]


def test_a_bridge_is_no_part_of_a_project_called_a_bridge():
    text = "The bridge was completed in 2019."
    found = read(text, title="Sarnel bridge", name="Sarnel bridge")
    assert [(s.milestone, s.date, s.scope) for s in found] == [("completed", "2019", "")]
    assert [s.scope for s in read(text, title="Velmar railway")] == ["bridge"]


def test_a_thing_of_another_kind_than_the_project_is_another_thing():
    text = "Beside the Velmar railway a smelter was opened in 2019."
    assert read(text) == []


@pytest.mark.parametrize(
    ("language", "text", "sums"),
    [
        ("en", "The Velmar railway will cost 4 to $5 billion.", ["5e9"]),
        ("en", "The cost of the Velmar railway grew from $2 billion to $3 billion.", ["3e9"]),
        ("en", "The Velmar railway cost 3 trillion forints (about $8 billion).", ["3e12", "8e9"]),
        ("en", "The Velmar railway cost Tk10,689.72 crore.", ["106897200000"]),
        ("ru", "Банк дал на Velmar railway кредит в 60 млн долларов, ещё 20 млн внёс бюджет.", ["6e7", "2e7"]),
        ("zh", "Velmar railway總投資由50億美元增至80億美元。", ["8e9"]),
    ],
)
def test_sums_are_read_as_they_are_written(language, text, sums):
    assert [number for number, _, _ in amounts(read(text, language))] == [Decimal(number) for number in sums]


def test_of_two_sums_that_are_one_the_exact_one_stays():
    found = read("The Velmar railway cost $8.3 billion.", title="Velmar railway cost over $8 billion")
    assert amounts(found) == [(Decimal("8.3e9"), "USD", "cost_estimate")]


def test_a_quote_from_traditional_characters_stays_in_them():
    text = "維爾馬鐵路昨日正式通車。"
    found = propose("", text, "zh", "2025-05-20", names=[(0, 5)])
    assert statuses(found) == ["operating"]
    assert {statement.quote for statement in found} == {text}


def test_what_is_still_promised_is_no_status():
    found = read("The Velmar railway was opened last week. It will be opened in 2027.")
    assert statuses(found) == []
    assert ("opened", "2027", "promised") in dates(found)


def test_what_is_being_built_now_is_not_what_was_opened():
    found = read("The Velmar railway was opened in part of the valley. The line is being built.")
    assert statuses(found) == ["under_construction"]


@pytest.mark.parametrize(
    ("words", "date"),
    [("on Friday", "2025-05-23"), ("on Monday", "2025-05-26"), ("in 2026–2027", "2026/2027")],
)
def test_days_of_the_week_and_spans_of_years_are_promises(words, date):
    assert dates(read(f"The Velmar railway will open {words}.")) == [("opened", date, "promised")]


def test_a_span_of_years_is_no_date_of_what_happened():
    assert dates(read("The Velmar railway opened in 2019-2020.")) == []


def test_a_traffic_target_is_no_date():
    assert read("The Velmar railway should carry 30 million tonnes by 2030.") == []


def test_each_value_is_proposed_once():
    found = read("The Velmar railway opened in 2021.", title="Velmar railway opened in 2021")
    assert len({statement.value for statement in found}) == len(found) == 2


def test_words_inside_a_name_are_no_cues():
    text = "The Opened Test Terminal stands in the desert since 2019."
    assert propose("", text, "en", "2025", names=[("text", 4, 24)]) == []


def test_bare_spans_point_into_the_text():
    text = "The Velmar railway opened in 2021."
    assert propose("", text, "en", "2025", names=[(4, 18)]) == read(text, published="2025")


def test_an_unknown_language_gives_nothing_and_a_region_is_ignored():
    text, names = "The Velmar railway opened in 2021.", [(4, 18)]
    assert propose("", text, "xx", "2025", names=names) == []
    found = propose("", text, "en", "2025", names=names)
    assert propose("", text, "en-GB", "2025", names=names) == found != []


def test_of_a_project_that_is_named_nowhere_nothing_is_proposed():
    assert propose("Railway opened", "The railway opened in 2021 and cost $2 billion.", "en", "2025") == []


PIECES = st.sampled_from(
    [
        "Velmar railway",
        "Harrow line",
        " opened ",
        " will open ",
        "in 2027",
        "last year",
        "30 February 2024",
        "$2.3 bn",
        "0 000,1,2.3 млн",
        " введена в эксплуатацию ",
        "к концу года",
        "млрд долларов",
        "将于2027年13月通车",
        "3.2亿元",
        "贷款",
        "。",
        "ашылды ",
        "теңге",
        ". ",
        "; ",
        ", ",
        "\n",
        "2027 жылғы 99 мамырда ",
        "\ue000",
        "\ue001",
        "١٢ ",
        "²",
        "İ",
        "ß",
        "\x00",
        "(",
        "—",
    ]
)
ANYTHING = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))
SPANS = st.lists(st.tuples(st.sampled_from(["title", "text"]), st.integers(-5, 300), st.integers(-5, 300)), max_size=4)


@settings(max_examples=200, deadline=None)
@given(
    title=ANYTHING,
    text=ANYTHING,
    language=st.sampled_from(["en", "ru", "zh", "kk", "", "xx"]),
    published=st.sampled_from(["", "2025", "2025-05", "2025-05-31", "0000-00-00", "9999-12-31", "soon", "2024-02-31"]),
    names=SPANS,
    rivals=SPANS,
)
def test_any_text_is_read_without_a_crash_and_every_quote_is_exact(title, text, language, published, names, rivals):
    for statement in propose(title, text, language, published, names=names, rivals=rivals):
        field = {"title": title, "text": text}[statement.field]
        assert statement.quote
        assert field[statement.start : statement.end] == statement.quote
        assert bool(statement.status) == (statement.kind == "status")
        assert bool(statement.milestone and statement.date and statement.aspect) == (statement.kind == "date")
        assert bool(statement.number and statement.currency and statement.stage) == (statement.kind == "amount")


@pytest.mark.parametrize("letter", ["ё", "е"])
def test_what_is_written_with_yo_is_read_like_what_is_written_without(letter):
    text = f"Самол{letter}т сел. Мост Вельмар введ{letter}н в строй 2 мая 2025 года, сообщил министр."
    found = read(text, "ru", name="Мост Вельмар")
    assert statuses(found) == ["operating"]
    assert {statement.quote for statement in found} == {text.partition(". ")[2]}
