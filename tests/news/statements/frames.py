"""Sentences in which an event did not happen: planned, denied, conditional, rumoured, or a plan of the past."""

from collections.abc import Iterator
from itertools import product

#: Language -> groups of (events, frames); ``{n}`` is the project's name, ``{e}`` the event.
FRAMES: dict[str, list[tuple[list[str], list[str]]]] = {
    "en": [
        (
            [
                "opened", "completed", "commissioned", "launched", "inaugurated", "finished", "put into operation",
                "suspended", "cancelled", "mothballed", "decommissioned", "dismantled", "scrapped",
                "connected to the grid", "switched on", "handed over", "signed", "leased",
            ],
            [
                "The {n} will be {e} in 2027.",
                "The {n} is to be {e} next year.",
                "The {n} is expected to be {e} by the end of 2026.",
                "The {n} should be {e} in June 2026.",
                "The ministry plans that the {n} will be {e} in 2027.",
                "The {n} was not {e} in 2024.",
                "The {n} has never been {e}.",
                "The {n} has yet to be {e}.",
                "Officials denied that the {n} was {e} last year.",
                "The {n} may be {e} in 2026.",
                "If the {n} is {e} in 2026, freight will grow.",
                "Unless money is found, the {n} could be {e}.",
                "Rumours that the {n} was {e} in April 2025 spread quickly.",
                "The {n} was reportedly {e} in April 2025.",
                "The {n} was to be {e} in 2021.",
                "The {n} had been expected to be {e} in 2022.",
                "Once the {n} is {e}, coal will flow.",
                "Residents want the {n} to be {e}.",
                "The {n} will be {e} in 2026 provided the loan is paid out.",
                "It is unclear when the {n} will be {e}.",
                "Officials doubt that the {n} was {e} last year.",
                "Was the {n} {e} in 2024?",
                "Originally, the {n} was to be {e} in 2021.",
                "That the {n} is {e} this year depends on the loan.",
                "The {n} was postponed and will be {e} in 2027.",
            ],
        ),
        (
            ["begin", "start", "be completed", "be suspended", "resume", "be halted"],
            [
                "Construction of the {n} will {e} in 2027.",
                "Construction of the {n} did not {e} in 2024.",
                "Construction of the {n} may {e} next year.",
                "Construction of the {n} was to {e} in 2021.",
                "Construction of the {n} is due to {e} in March 2026.",
                "It is not known whether construction of the {n} will {e}.",
            ],
        ),
    ],
    "ru": [
        (
            [
                "введена в эксплуатацию", "открыта", "построена", "запущена", "завершена", "сдана в эксплуатацию",
                "приостановлена", "отменена", "законсервирована", "демонтирована", "подключена к сети", "сдана",
                "достроена", "пущена",
            ],
            [
                "Дорога {n} будет {e} в 2027 году.",
                "Дорога {n} должна быть {e} в 2026 году.",
                "Ожидается, что дорога {n} будет {e} к концу 2026 года.",
                "Планируется, что дорога {n} будет {e} в июне 2026 года.",
                "Дорога {n} не {e}.",
                "Дорога {n} так и не была {e} в 2024 году.",
                "Власти отрицают, что дорога {n} {e}.",
                "Дорога {n} может быть {e} в 2026 году.",
                "Если дорога {n} будет {e} в 2026 году, грузов станет больше.",
                "По слухам, дорога {n} {e} в апреле 2025 года.",
                "Дорога {n} якобы {e} в апреле 2025 года.",
                "Дорога {n} должна была быть {e} в 2021 году.",
                "Когда дорога {n} будет {e}, пойдёт уголь.",
                "Жители требуют, чтобы дорога {n} была {e}.",
                "Как только дорога {n} будет {e}, пойдёт уголь.",
                "Неизвестно, будет ли дорога {n} {e} в 2026 году.",
                "Эксперт усомнился, что дорога {n} {e} в апреле 2025 года.",
                "Правда ли, что дорога {n} {e}?",
                "При наличии средств дорога {n} будет {e} в 2026 году.",
                "Срок перенесли на 2027 год: тогда дорога {n} будет {e}.",
            ],
        ),
        (
            ["начнётся", "завершится", "возобновится", "стартует"],
            [
                "Строительство дороги {n} {e} в 2027 году.",
                "Строительство дороги {n} не {e} в 2026 году.",
                "Если деньги найдут, строительство дороги {n} {e} в 2026 году.",
            ],
        ),
    ],
    "zh": [
        (
            [
                "开工", "通车", "建成", "竣工", "投产", "投入运营", "正式启用", "开通运营", "停工", "被取消", "被叫停",
                "开工建设", "并网发电", "签署协议", "移交业主", "拆除",
                "破土动工", "通航", "投用", "签约", "开始供气",
            ],
            [
                "{n}将于2027年{e}。",
                "{n}预计2026年底{e}。",
                "{n}计划明年{e}。",
                "{n}有望2026年6月{e}。",
                "按计划，{n}2026年{e}。",
                "{n}尚未{e}。",
                "{n}没有{e}。",
                "官员否认{n}已{e}。",
                "{n}可能于2026年{e}。",
                "如果资金到位，{n}2026年{e}。",
                "据传{n}已于2025年4月{e}。",
                "{n}原定2021年{e}。",
                "{n}一旦{e}，货运将增长。",
                "居民希望{n}早日{e}。",
                "今年要是解决了资金，{n}年底就能{e}。",
                "只要资金到位，{n}今年{e}。",
                "{n}何时{e}，尚无定论。",
                "{n}是否已经{e}？",
                "{n}推迟到2027年{e}。",
                "{n}要赶在2027年底前{e}。",
                "{n}要到2027年才{e}。",
                "{n}赶着在年底{e}。",
                "{n}2027年6月前{e}。",
                "資金到位後，{n}將於2027年{e}。",
                "{n}{e}後將帶動貿易。",
            ],
        ),
    ],
    "kk": [
        (
            [
                "іске қосыл", "ашыл", "салын", "аяқтал", "пайдалануға беріл", "тоқтатыл", "консервациялан",
            ],
            [
                "{n} желісі 2027 жылы {e}уы тиіс.",
                "{n} желісі 2026 жылы {e}мақ.",
                "{n} желісі келесі жылы {e}уы керек.",
                "{n} желісінің 2026 жылы {e}уы жоспарланған.",
                "{n} желісі әлі {e}ған жоқ.",
                "{n} желісі 2024 жылы {e}ған емес.",
                "{n} желісі {e}маған.",
                "{n} желісі {e}мады.",
                "{n} желісі 2026 жылы {e}уы мүмкін.",
                "Егер {n} желісі {e}са, жүк көбейеді.",
                "{n} желісі 2025 жылы {e}ды деген қауесет бар.",
                "Министрлік {n} желісі {e}ды дегенді жоққа шығарды.",
                "{n} желісі 2021 жылы {e}уы тиіс еді.",
                "{n} желісінің {e}уы 2027 жылға шегерілді.",
                "{n} желісінің қашан {e}атыны белгісіз.",
                "Ақша табылса, {n} желісі биыл {e}ады.",
                "{n} желісі {e}ды ма?",
            ],
        ),
    ],
}  # fmt: skip


def sentences(name: str) -> Iterator[tuple[str, str]]:
    """Yield (language, sentence) for every event in every frame."""
    for language, groups in FRAMES.items():
        for events, frames in groups:
            for event, frame in product(events, frames):
                yield language, frame.format(n=name, e=event)
