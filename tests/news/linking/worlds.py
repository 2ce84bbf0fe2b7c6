"""An invented catalogue: a railway, a port and a second port of Testland, and two projects that share a name."""

from news.linking.catalogue import Entry, Name

RAILWAY = Entry(
    key="railway",
    names=(
        Name("Testburg – Exampleton railway", "en"),
        Name("Железная дорога Тестбург – Примерск", "ru"),
        Name("Тестбұрқ – Мысалтау теміржолы", "kk"),
        Name("测试堡—例子城铁路", "zh"),
    ),
    places=("Testburg", "Exampleton", "Тестбург", "Примерск", "Тестбұрқ", "Мысалтау", "测试堡", "例子城"),
    parties=("Example Rail Builders",),
    sector="railway",
    countries=("KZ",),
    amounts=("USD 250000000", "KZT 90000000000"),
)
PORT = Entry(
    key="port",
    names=(Name("Sampleport deep sea port", "en"), Name("Порт Образцовый", "ru"), Name("样本港", "zh")),
    places=("Sampleport", "Образцовый", "样本"),
    sector="port",
    countries=("GE",),
)
PHASE_ONE = Entry(key="plant-1", names=(Name("Modelville wind farm", "en"),), places=("Modelville",), sector="power")
PHASE_TWO = Entry(key="plant-2", names=(Name("Modelville wind farm", "en"),), places=("Modelville",), sector="power")
ACRONYM = Entry(
    key="acronym",
    names=(Name("TEXR", "en"), Name("Testland Exemplary Road", "en")),
    places=("Testland",),
    sector="road",
)
CATALOGUE = (RAILWAY, PORT, PHASE_ONE, PHASE_TWO, ACRONYM)
