"""How far words reach in a sentence and an item: doubt, names that stand together, what a title is about."""

import pytest

from tests.news.statements import reading

NAME, RIVAL = "Velmar", "Harrow"


def values(text, language="en", *, title="", published="2025-05-20"):
    """The values proposed for a project beside another, most exact words left out."""
    return reading.values(reading.read(text, language, NAME, title=title, published=published, rival=RIVAL))


BEGUN = {"under_construction", "construction_start 2024 happened"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Work on the Velmar line began in 2024; the ministry may add a second track."),
        ("en", "Work on the Velmar line began in 2024, but the owner would like a second track."),
        ("ru", "Строительство линии Velmar началось в 2024 году; второй путь могут добавить."),
        ("ru", "Строительство линии Velmar началось в 2024 году, но владелец рассматривает второй путь."),
        ("zh", "Velmar铁路2024年开工，但何时修第二条线尚未知。"),
        ("kk", "Velmar желісінің құрылысы 2024 жылы басталды, бірақ екінші жол қаралуы мүмкін."),
    ],
)
def test_what_may_be_in_another_clause_leaves_a_fact_be(language, text):
    assert values(text, language) == BEGUN


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Work on the Velmar line may have begun in 2024; nobody knows."),
        ("en", "Work on the Velmar line began in 2024; these are rumours."),
        ("en", "The Velmar line opened, but it may only be a trial."),
        ("ru", "Строительство линии Velmar началось в 2024 году; это слухи."),
        ("ru", "Линия Velmar открыта, но это может быть лишь проба."),
        ("zh", "Velmar铁路2024年开工，但这只是传闻。"),
        ("kk", "Velmar желісінің құрылысы 2024 жылы басталды, бірақ бұл сыбыс."),
    ],
)
def test_a_rumour_reaches_through_its_sentence(language, text):
    assert values(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Velmar line was discussed; a decision is due in 2027."),
        ("ru", "О линии Velmar спорят; решение ожидают завершить в 2027 году."),
        ("zh", "Velmar铁路还在讨论；最终决定计划2027年完成。"),
        ("kk", "Velmar желісі туралы айтылды; шешім 2027 жылы аяқталады."),
    ],
)
def test_a_decision_is_not_the_project(language, text):
    assert values(text, language) == set()


@pytest.mark.parametrize(
    ("language", "title", "text", "status"),
    [
        ("en", "Railway to the sea opens", "The Velmar line is 200 km long.", "operating"),
        ("en", "Work begins on railway to the sea", "Engineers came. The Velmar line is long.", "under_construction"),
        ("ru", "Начали строить железную дорогу к морю", "Линия Velmar протянется на 200 км.", "under_construction"),
        ("zh", "沿海铁路通车", "Velmar铁路长200公里。", "operating"),
        ("kk", "Теңізге баратын жол ашылды", "Velmar желісі 200 шақырымға созылады.", "operating"),
    ],
)
def test_a_title_without_a_name_is_about_the_one_project_a_text_opens_with(language, title, text, status):
    assert values(text, language, title=title) == {status}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Railway to the sea opens", "Velmar and Harrow are 200 km long."),
        ("Railway to the sea opens", "Harrow is long. Velmar is longer."),
        ("Railway to the sea opens", "It is hot. Nobody came. The Velmar line is 200 km long."),
        ("Another railway opens", "The Velmar line is 200 km long."),
        ("Has the railway opened?", "The Velmar line is 200 km long."),
        ("School opened in the south", "The Velmar line is 200 km long."),
    ],
)
def test_a_title_without_a_name_may_be_about_another_thing(title, text):
    assert values(text, title=title) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Velmar line was after long negotiations opened in 2024."),
        ("ru", "Линию Velmar в ходе поездки президента открыли в 2024 году."),
        ("ru", "Линия Velmar во время визита премьера открыта в 2024 году."),
        ("zh", "Velmar铁路2024年总统访问期间开通。"),
        ("kk", "Velmar желісі 2024 жылы президенттің сапары кезінде ашылды."),
    ],
)
def test_what_happens_during_a_visit_does_not_happen_to_the_visit(language, text):
    assert values(text, language) == {"operating", "opened 2024 happened"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Negotiations on the Velmar line began in 2024."),
        ("ru", "Форум о линии Velmar открыт в 2024 году."),
        ("ru", "Поездка министра на линию Velmar началась в 2024 году."),
        ("zh", "Velmar铁路的谈判2024年开始。"),
        ("kk", "Velmar желісі туралы форум 2024 жылы ашылды."),
    ],
)
def test_a_meeting_about_a_project_is_not_the_project(language, text):
    assert values(text, language) == set()


@pytest.mark.parametrize(
    ("between", "far"),
    [
        ("", True),
        ("It is hot. ", True),
        ("It is hot. It is dry. ", True),
        ("It is hot. It is dry. Dust blows. ", False),
    ],
)
def test_the_works_are_the_project_s_as_far_as_three_sentences_after_its_name(between, far):
    text = f"The Velmar line is 200 km long. {between}Construction is to begin in 2027."
    assert values(text) == ({"construction_start 2027 promised"} if far else set())


def test_where_another_is_named_the_works_are_the_project_s_only_in_the_next_sentence():
    text = "Harrow is old. The Velmar line is 200 km long. It is hot. Construction is to begin in 2027."
    assert values(text) == set()
