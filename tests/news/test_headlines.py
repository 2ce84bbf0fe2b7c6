"""The same headline under what outlets hang on it; headlines too general to mean one article."""

import pytest

from news import headlines

SAME = [
    ("Works on the Velmar railway finished", "Works on the Velmar railway finished — Example News"),
    ("Works on the Velmar railway finished", "Works on the Velmar railway finished - Example News"),
    ("Works on the Velmar railway finished", "Example News: Works on the Velmar railway finished"),
    ("Works on the Velmar railway finished", "Works on the Velmar railway finished | Testland | news.example"),
    ("Works on the Velmar railway finished", "WORKS ON THE “VELMAR” RAILWAY FINISHED!"),
    ("Works on the Velmar railway finished", "World • Works on the Velmar railway finished • Example"),
    ("Works on the Velmar railway finished", "  Works on the\nVelmar railway&nbsp;finished "),
    ("Works on the Velmar railway finished", "<b>Works</b> on the Velmar railway finished"),
    ("Works on the Velmar railway finished", "Ｗorks on the Velmar railway finished"),
    ("Velmar–Sorn line carries its first train", "Velmar-Sorn line carries its first train"),
    ("Velmar's new port takes its first ship", "Velmar’s new port takes its first ship / Example Herald"),
    ("В Вельмаре открыли новый грузовой вокзал", "В Вельмаре открыли новый грузовой вокзал — Пример.Новости"),
    ("В Вельмаре открыли новый грузовой вокзал", "Пример: В Вельмаре открыли новый грузовой вокзал"),
    ("В Вельмаре открыли новый грузовой вокзал", "В Вельмаре открыли новый грузовой вокзал » Лента"),
    ("В «Вельмаре» открыли новый грузовой вокзал", 'В "Вельмаре" открыли новый грузовой вокзал | Общество'),
    ("韦尔玛铁路全线工程今日完工", "韦尔玛铁路全线工程今日完工_示例网"),
    ("韦尔玛铁路全线工程今日完工", "韦尔玛铁路全线工程今日完工-国际-示例网"),
    ("韦尔玛铁路全线工程今日完工", "示例社：韦尔玛铁路全线工程今日完工"),
    ("韦尔玛铁路全线工程今日完工", "韦尔玛铁路全线工程今日完工｜示例日报"),
    ("韦尔玛铁路全线工程今日完工", "“韦尔玛铁路”全线工程今日完工！"),
    ("Вельмар қаласында жаңа жүк вокзалы ашылды", "Вельмар қаласында жаңа жүк вокзалы ашылды - Мысал"),
    ("Вельмар қаласында жаңа жүк вокзалы ашылды", "Мысал: ВЕЛЬМАР ҚАЛАСЫНДА ЖАҢА ЖҮК ВОКЗАЛЫ АШЫЛДЫ"),
]
DIFFERENT = [
    ("Works on the Velmar railway finished", "Works on the Velmar railway not finished"),
    ("Works on the Velmar railway finished", "Works on the Sorn railway finished"),
    ("Velmar railway carried 12 trains last week", "Velmar railway carried 13 trains last week"),
    ("В Вельмаре открыли новый грузовой вокзал", "В Сорне открыли новый грузовой вокзал"),
    ("韦尔玛铁路全线工程今日完工", "韦尔玛铁路全线工程明日完工"),
    ("Вельмар қаласында жаңа жүк вокзалы ашылды", "Вельмар қаласында жаңа жүк вокзалы жабылды"),
]
GENERAL = [
    "",
    "   ",
    "|",
    "News in brief",
    "News in brief — Example News",
    "Weekly traffic figures",
    "Weekly: traffic",
    "Main news of today",
    "Главное за день",
    "Главное за день | Пример",
    "Новости одной строкой",
    "要闻简报",
    "今日要闻_示例网",
    "Күннің басты жаңалықтары",
    "Апта шолуы — Мысал",
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_outlets_hang_on_a_headline_is_taken_off(one, other):
    assert headlines.key(one) == headlines.key(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_headlines_are_others(one, other):
    assert headlines.key(one) != headlines.key(other)


@pytest.mark.parametrize("headline", GENERAL)
def test_headlines_that_name_a_column_identify_no_article(headline):
    assert headlines.key(headline) == ""


@pytest.mark.parametrize("headline", [one for pair in SAME + DIFFERENT for one in pair])
def test_a_plain_headline_is_its_own_plain_form(headline):
    assert headlines.plain(headlines.plain(headline)) == headlines.plain(headline)
