"""More ways in which Kazakh news says how a project stands, and wordings beside them that say nothing of the kind."""

import pytest

from news.statements import propose
from tests.news.statements import reading


def values(text, title=""):
    return reading.values(reading.read(text, "kk", "Velmar", title=title))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is told of as a fact.
        (
            "Министр Velmar теміржолының құрылысы 2023 жылы басталғанын айтты.",
            {"construction_start 2023 happened"},
        ),
        (
            "Әкімдік Velmar зауыты 2024 жылғы наурызда іске қосылғанын хабарлады.",
            {"opened 2024-03 happened", "operating"},
        ),
        ("12 мамырда Velmar желісінің құрылысы аяқталғаны жарияланды.", {"completed 2025-05-12 happened", "completed"}),
        ("Министр Velmar жолы 2027 жылы ашылатынын айтты.", {"opened 2027 promised"}),
        # A participle before the name.
        ("Үш жыл бұрын ашылған Velmar порты жүк қабылдап тұр.", {"opened 2022 happened", "operating"}),
        (
            "Қазір салынып жатқан Velmar жолы 2027 жылы пайдалануға беріледі.",
            {"under_construction", "opened 2027 promised"},
        ),
        # Work under way.
        ("Velmar жолының құрылысын жергілікті компания жүргізіп жатыр.", {"under_construction"}),
        ("Velmar жолының құрылысы аяқталуға жақын.", {"under_construction"}),
        ("Velmar желісінде рельс төсеу жұмыстары қызу жүріп жатыр.", {"under_construction"}),
        ("Velmar желісінде жер төсемінің 96%-ы дайын.", {"under_construction"}),
        (
            "Velmar желісі жыл соңына дейін салынып бітеді: жер төсемінің 96%-ы дайын.",
            {"completed 2025 promised", "under_construction"},
        ),
        ("Velmar жолының құрылысы биыл да жалғасады.", {"under_construction"}),
        ("Velmar жолының құрылысы соңғы кезеңінде тоқтап қалды.", {"suspended"}),
        ("Velmar зауыты салынып келеді.", {"under_construction"}),
        # Before the works.
        ("Екі ел жоспарланған Velmar құбырын талқыға салды.", {"proposed"}),
        ("Velmar жолының техникалық-экономикалық негіздемесі әзірленіп жатыр.", {"preparation"}),
        ("Velmar зауыты жобалау сатысында.", {"preparation"}),
        ("Президент Velmar теміржолын салуды тапсырды.", {"proposed"}),
        ("Компания Velmar зауытын тұрғызбақ.", {"proposed"}),
        # Service.
        ("Мұнай қолданыстағы Velmar құбырымен жеткізіледі.", {"operating"}),
        ("Velmar жолының ашылуы 2027 жылға межеленген.", {"opened 2027 promised"}),
        ("Velmar зауыты 2024 жылы өнім шығара бастады.", {"opened 2024 happened", "operating"}),
        ("Velmar станциясы 2027 жылы ток бере бастайды деп күтіледі.", {"opened 2027 promised"}),
        ("Президент кеше Velmar желісінде пойыз қозғалысын бастап берді.", {"opened 2025-05-19 happened", "operating"}),
        ("Velmar зауыты жөндеуден кейін қайта іске қосылды.", {"operating"}),
        ("Velmar портынан алғашқы контейнерлер жөнелтілді.", {"operating"}),
        ("Velmar порты ашылғалы екі миллион тонна жүк өтті.", {"operating"}),
        # Dates.
        ("Velmar жолы 2027 жылғы II жартыжылдықта ашылады.", {"opened 2027-H2 promised"}),
        ("Velmar жолы 2027 жылдың І тоқсанында ашылады.", {"opened 2027-Q1 promised"}),
        ("Velmar станциясы келесі жылы іске қосылады.", {"opened 2026 promised"}),
        ("Тоқмақ маңындағы Velmar зауыты 2024 жылы жұмысын бастады.", {"opened 2024 happened", "operating"}),
        # Money.
        ("Velmar жобасының құны – 480 млн доллар.", {"480000000 USD cost_estimate"}),
        ("Velmar зауыты 240 млн долларға салынды.", {"completed", "240000000 USD cost_estimate"}),
        ("Velmar зауыты 65 млн долларға түсті.", {"65000000 USD cost_estimate"}),
        ("Velmar құрылысын бітіруге 50 млрд теңге бөлінеді.", {"50000000000 KZT pledge"}),
        ("Velmar жобасына тағы 22 млрд теңге керек.", {"22000000000 KZT target"}),
    ],
)
def test_what_is_said_is_read(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Denied.
        "Министр Velmar теміржолының құрылысы басталғанын жоққа шығарды.",
        "Velmar зауыты әлі өнім шығара бастаған жоқ.",
        "Velmar зауыты қайта іске қосылмады.",
        "Velmar портынан алғашқы контейнерлер жөнелтілген жоқ.",
        "Velmar жолының құрылысын ешкім жүргізіп жатқан жоқ.",
        "Velmar зауыты қазір жобалау сатысында емес.",
        # Conditional, asked, rumoured.
        "Velmar зауыты 2027 жылы өнім шығара бастауы мүмкін.",
        "Velmar желісі 2024 жылы ашылғанын айтқан қауесет тарады.",
        "Тұрғындар Velmar жолы қашан ашылатынын сұрады.",
        "Егер қаржы табылса, Velmar жолын салуды тапсырмақ.",
        "Депутат Velmar жолын салуды ұсынды.",
        "Velmar жолының құрылысы жалғасады деген қауесет бар.",
        "Velmar жолының құрылысы келесі жылы жалғасады.",
        # To come, without a date.
        "Velmar порты алғашқы контейнерлерді жөнелтуге дайындалып жатыр.",
        "Velmar станциясы ток бере бастайды.",
        # Of another thing.
        "Velmar портының маңында мектеп ашылғанын хабарлады.",
        "Мектеп Velmar портының маңында салынып жатқан үйлердің жанында.",
        "Velmar жолының екінші кезеңінің техникалық-экономикалық негіздемесі әзірленіп жатыр.",
        "Velmar зауытын кеңейту жобасының ТЭН-і әзірленіп жатыр.",
        # Money that is no cost.
        "Velmar портының үлесі жөніндегі мәміле құны – 74 млн доллар.",
        "Velmar әуежайы шетелдік холдингке кетті, бағасы 415 млн доллар екен.",
        "Velmar портының таза табысы – 480 млн доллар.",
        "Velmar портындағы мектеп 5 млн долларға салынды.",
        "Velmar портының баламасы 5 млрд долларға түсті.",
        "Velmar портының капиталы 5 млрд долларды құрады.",
        "Velmar портының мерекесіне 5 млрд теңге бөлінеді.",
        # Work on another thing, a paper or a meeting of its name, a lie.
        "Прокуратура Velmar жолы құрылысында тексеріс жүргізіп жатыр.",
        "Сот Velmar құрылысы бойынша іс жүргізіп келеді.",
        "Velmar портының құрылысы туралы дау жалғасады.",
        "Velmar жолы құрылысына қарсы наразылық жалғасады.",
        "Velmar жолының ашылғанын көрсетті деген өтірік.",
        "Velmar зауыты іске қосылды деген жалған ақпарат тарады.",
        "Қолданыстағы Velmar келісімі жарамсыз.",
        "Қолданыстағы Velmar жоспары өзгереді.",
        "Velmar жобасына Қытай 2027 жылы қосылатынын айтты.",
        "Velmar портының жиналысы 2027 жылы ашылатынын айтты.",
        "Velmar жолының құрылысына арналған алғашқы жүктер жөнелтілді.",
        "Velmar зауытының сынағында алғашқы өнім алынды.",
        "Velmar портында жер белгіленді.",
        "Velmar портында инженерлік жұмыстар жүргізілуде.",
        "Velmar портының маңында іздестіру жұмыстары жүргізілуде: кеме жоғалды.",
        "Velmar портында іздестіру жұмыстары жүріп жатыр, кеме жоғалды.",
        "Velmar зауыты техникасын консервациялады.",
        "Velmar терминалы жабдықтарын консервациялады.",
        "Velmar портының жанындағы көпірде рельс төсеу 2027 жылы аяқталады.",
        # A choice of days is no day.
        "Velmar жолы 29 не 30 мамырда ашылады.",
    ],
)
def test_traps_give_nothing(text):
    assert values(text) == set()


def test_what_a_headline_says_is_to_be_built_is_proposed():
    assert values("Құны белгісіз.", title="Velmar салынады") == {"proposed"}


@pytest.mark.parametrize("title", ["Velmar жолында көпір салынады", "Velmar 2027 жылы салынбайды"])
def test_a_headline_of_a_part_or_a_denial_gives_no_status(title):
    assert values("Құны белгісіз.", title=title) == set()


def test_another_kind_of_thing_right_after_a_name_is_not_it():
    names = [("title", 0, len("Velmar зауыты"))]
    found = propose("Velmar зауыты жұмысқа көшті", "Көпір 12 мамырда ашылды.", "kk", "2025-05-20", names=names)
    assert found == []


def test_a_room_of_a_thing_of_its_kind_is_not_it():
    names = [("title", 0, len("Velmar зауыты"))]
    assert propose("Velmar зауыты", "Зауыттың асханасы іске қосылды.", "kk", "2025-05-20", names=names) == []
