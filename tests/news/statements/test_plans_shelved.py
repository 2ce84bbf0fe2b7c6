"""Plans that are put on the shelf, which leaves a project suspended, and plans given up, which cancels it."""

import pytest

from tests.news.statements.reading import read, values

NAME = "Velmar"

SHELVED = {
    "en": [
        "The government shelved plans for the Velmar railway.",
        "Northland has shelved its plans to build the Velmar railway.",
        "Northland has shelved the idea of building the Velmar railway.",
        "Plans for the Velmar railway were shelved.",
        "The project to build the Velmar railway was shelved.",
        "The Velmar railway was shelved.",
    ],
    "ru": [
        "Правительство отложило планы строительства дороги Velmar на неопределенный срок.",
        "Планы строительства дороги Velmar отложены на неопределенный срок.",
        "Правительство заморозило планы строительства дороги Velmar.",
        "Планы строительства дороги Velmar заморожены.",
        "Проект дороги Velmar положили под сукно.",
        "Проект дороги Velmar отложен в долгий ящик.",
        "Проект дороги Velmar поставлен на паузу.",
    ],
    "zh": [
        "政府搁置了Velmar计划。",
        "政府搁置修建Velmar铁路的计划。",
        "修建Velmar铁路的计划已被搁置。",
        "Velmar计划被搁置。",
        "Velmar铁路建设计划无限期搁置。",
    ],
    "kk": [
        "Үкімет Velmar жолын салу жоспарын тоқтата тұрды.",
        "Үкімет Velmar жолын салу жоспарын тоқтатып қойды.",
        "Velmar жолын салу жоспары тоқтатылды.",
        "Velmar жолын салу жоспары белгісіз мерзімге кейінге қалдырылды.",
    ],
}
GIVEN_UP = {
    "en": ["The government scrapped plans for the Velmar railway.", "Plans for the Velmar railway were dropped."],
    "ru": [
        "Власти отказались от планов строительства дороги Velmar.",
        "От планов строительства дороги Velmar отказались.",
        "Планы строительства дороги Velmar отменены.",
    ],
    "zh": ["政府放弃了修建Velmar铁路的计划。", "修建Velmar铁路的计划被取消。"],
    "kk": ["Үкімет Velmar жолын салу жоспарынан бас тартты.", "Velmar жолын салу жоспары күшін жойды."],
}
NEITHER = {
    "en": [
        "The government has not shelved plans for the Velmar railway.",
        "The government may shelve plans for the Velmar railway.",
        "The government plans to shelve the Velmar railway.",
        "The government will shelve its plans for the Velmar railway.",
    ],
    "ru": [
        "Власти не отказались от планов строительства дороги Velmar.",
        "Власти могут отложить планы строительства дороги Velmar.",
        "По слухам, планы строительства дороги Velmar заморожены.",
    ],
    "zh": ["政府没有放弃修建Velmar铁路的计划。", "政府计划搁置Velmar铁路。", "政府可能搁置修建Velmar铁路的计划。"],
    "kk": [
        "Үкімет Velmar жолын салу жоспарынан бас тартпады.",
        "Velmar жолын салу жоспары тоқтатылуы мүмкін.",
    ],
}


def cases(table):
    """The language and the sentence of every case."""
    return [(language, text) for language, texts in table.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), cases(SHELVED))
def test_shelved_plans_may_be_taken_up_again(language, text):
    assert values(read(text, language, NAME)) == {"suspended"}


@pytest.mark.parametrize(("language", "text"), cases(GIVEN_UP))
def test_plans_given_up_are_the_end_of_a_project(language, text):
    assert values(read(text, language, NAME)) == {"cancelled"}


@pytest.mark.parametrize(("language", "text"), cases(NEITHER))
def test_plans_that_stand_are_neither(language, text):
    assert values(read(text, language, NAME)) == set()
