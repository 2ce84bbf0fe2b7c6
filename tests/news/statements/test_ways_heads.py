"""Each noun a project can be called by in the sentence after its name, and each word that puts a statement in doubt."""

import pytest

from tests.news.statements.reading import cases, read, values

NAME = "Velmar"

HEADS = {
    "en": [
        ("Velmar lies in the north. The {} was opened in 2024.", *words.split(", "))
        for words in (
            "railway, railroad, rail link, line, highway, motorway, expressway, road, ring road, bypass, freeway",
            "port, dry port, harbour, terminal, hub, quay, canal, waterway, crossing, airport, metro, tramway",
            "pipeline, gas line, refinery, smelter, plant, factory, mill, mine, steelworks, wind farm, solar farm",
            "power station, power line, dam, hydropower plant, reservoir, cable, zone, park, centre, complex, corridor",
        )
    ],
    "ru": [
        ("Velmar находится на севере. {} в 2024 году.", *words.split(", "))
        for words in (
            "Дорога открыта, Железная дорога открыта, Линия открыта, Магистраль открыта, Трасса открыта, Ветка открыта",
            "Порт открыт, Терминал открыт, Хаб открыт, Аэропорт открыт, Метро открыто, Канал открыт",
            "Газопровод запущен, Нефтепровод запущен, Завод запущен, Комбинат запущен, Фабрика запущена, ТЭЦ запущена",
            "Рудник запущен, Электростанция запущена, ГЭС запущена, Ветропарк запущен, НПЗ запущен, Плотина открыта",
            "Центр открыт, Комплекс открыт, Коридор открыт, Переход открыт, Объект открыт, Гавань открыта",
        )
    ],
    "zh": [
        (
            "Velmar位于北方。{}2024年建成通车。",
            "该铁路",
            "这条公路",
            "高铁",
            "大桥",
            "轻轨",
            "地铁",
            "运河",
            "支线",
            "环线",
        ),
        (
            "Velmar位于北方。{}2024年建成投产。",
            "该厂",
            "该矿",
            "电站",
            "热电厂",
            "水电站",
            "风电场",
            "炼油厂",
            "冶炼厂",
            "水泥厂",
        ),
        ("Velmar位于北方。{}2024年建成启用。", "该港", "机场", "无水港", "码头", "园区", "合作区", "物流中心", "口岸"),
        ("Velmar位于北方。{}2024年建成投用。", "管道", "输电线", "光缆", "索道", "铜矿", "产业园"),
    ],
    "kk": [
        ("Velmar солтүстікте орналасқан. {} 2024 жылы ашылды.", *words.split(", "))
        for words in (
            "Теміржол, Темір жол, Автожол, Жол, Магистраль, Желі, Порт, Терминал, Хаб, Әуежай, Метро, Канал",
            "Зауыт, Комбинат, Фабрика, Кеніш, Электр станциясы, ЖЭО, ГЭС, АЭС, Бөгет, Құбыр, Газ құбыры",
            "Орталық, Кешен, Дәліз, Нысан, Өткел, Ғимарат",
        )
    ],
}
NO_HEADS = {
    "en": [("Velmar lies in the north. The {} was opened in 2024.", "hotel", "school", "museum", "mosque", "clinic")],
    "ru": [("Velmar находится на севере. {} в 2024 году.", "Школа открыта", "Музей открыт", "Больница открыта")],
    "zh": [("Velmar位于北方。{}2024年建成启用。", "医院", "酒店", "博物馆", "体育场")],
    "kk": [("Velmar солтүстікте орналасқан. {} 2024 жылы ашылды.", "Мектеп", "Мұражай", "Аурухана", "Дүкен")],
}
DOUBTS = {
    "en": [
        ("The Velmar line {} been opened in 2024.", "may have", "might have", "could have", "has reportedly"),
        (
            "{} the Velmar line was opened in 2024.",
            "Perhaps",
            "Possibly",
            "It is unclear whether",
            "Rumour has it that",
        ),
        ("{} the Velmar line was opened in 2024.", "Unconfirmed reports say", "It is alleged that", "Assuming that"),
        ("{} that the Velmar line was opened in 2024.", "He doubts", "Nobody denies", "It is uncertain", "Imagine"),
        ("If the Velmar line {} in 2024, it paid.", "was opened", "was completed", "was launched"),
    ],
    "ru": [
        ("{} линия Velmar открыта в 2024 году.", "Возможно", "Вероятно", "Якобы", "По слухам", "Вряд ли", "Если"),
        ("{}, что линия Velmar открыта в 2024 году.", "Он сомневается", "Не исключено", "Неправда", "Неверно"),
        ("{}, открыта ли линия Velmar в 2024 году.", "Неизвестно", "Неясно", "Обсуждали"),
    ],
    "zh": [
        ("{}Velmar铁路2024年通车。", "可能", "据传", "传闻", "有人称", "如果", "假如", "也许", "若", "谣称", "除非"),
        ("Velmar铁路2024年{}通车。", "是否", "能否", "或许"),
        ("Velmar铁路2024年通车的说法{}。", "不实", "未证实"),
    ],
    "kk": [
        ("{} Velmar желісі 2024 жылы ашылды.", "Мүмкін,", "Қауесет бойынша", "Сыбыс бойынша", "Ықтимал,"),
        ("Velmar желісі 2024 жылы ашылды деген {}.", "өсек бар", "сыбыс бар", "жалған ақпар тарады", "әңгіме бар"),
        ("Velmar желісі 2024 жылы {} жүк көбейеді.", "ашылса,", "іске қосылса,", "салынса,"),
    ],
}


def filled(table):
    """The language and the sentence of every case."""
    return [(language, text) for language, frames in table.items() for text, _ in cases({"": frames})]


@pytest.mark.parametrize(("language", "text"), filled(HEADS))
def test_a_project_goes_by_what_it_is_after_its_name(language, text):
    assert "opened 2024 happened" in values(read(text, language, NAME))


@pytest.mark.parametrize(("language", "text"), filled(NO_HEADS))
def test_what_a_project_is_not_called_is_another_thing(language, text):
    assert values(read(text, language, NAME)) == set()


@pytest.mark.parametrize(("language", "text"), filled(DOUBTS))
def test_what_is_doubted_is_not_stated(language, text):
    assert values(read(text, language, NAME)) == set()
