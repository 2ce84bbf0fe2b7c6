"""Makes copies of articles as outlets do, and what is no copy: always the same from one seed."""

import random
import re
from collections.abc import Callable, Iterator

from bench.catalogue import articles, entries

Variant = Callable[[str, str, random.Random], str]

_PIECE = {"zh": re.compile(r"[\s\S]{1,2}"), "": re.compile(r"\S+\s*")}
_SENTENCE = re.compile(r"[^.。]+[.。]?\s*")
_NUMBER = re.compile(r"\d+")
_FRAME = {
    "en": (
        "Example Herald, 1 May 2026",
        "Subscribe to our letter. All rights reserved. Found a mistake? Tell the desk.",
    ),
    "ru": ("Пример-Вестник, 1 мая 2026", "Подпишитесь на наш канал. Все права защищены. Нашли ошибку? Сообщите нам."),
    "zh": ("示例先驱报2026年5月1日讯", "订阅本报频道。版权所有，未经许可不得转载。发现错误请告知编辑部。"),
    "kk": (
        "Мысал хабаршысы, 2026 жылғы 1 мамыр",
        "Арнамызға жазылыңыз. Барлық құқық қорғалған. Қате таптыңыз ба? Жазыңыз.",
    ),
}
_DATELINE = {
    "en": "EXAMPLE CITY, May 1 (Example Wire) — ",
    "ru": "ГОРОД ПРИМЕР, 1 мая, Пример-Информ — ",
    "zh": "示例社示例城5月1日电（记者 某某）",
    "kk": "МЫСАЛ ҚАЛАСЫ, 1 мамыр, Мысал-Ақпарат — ",
}


def bases(count: int) -> Iterator[tuple[str, str]]:
    """Yield (text, language) of 3-4 KB, a quarter in each language, no two about the same."""
    for _, text, language in articles(count, entries(500)):
        yield text, language


def edited(share: float) -> Variant:
    """Replace this share of the words (in Chinese: of pairs of characters) by others."""

    def change(text: str, language: str, chance: random.Random) -> str:
        pieces = _PIECE.get(language, _PIECE[""]).findall(text)
        return "".join(chance.choice(pieces) if chance.random() < share else piece for piece in pieces)

    return change


def wire_copy(text: str, language: str, chance: random.Random) -> str:
    """Return the text with one word in a hundred changed, between an outlet's own first and last lines."""
    before, after = _FRAME[language]
    return f"{before}\n\n{edited(0.01)(text, language, chance)}\n\n{after}"


def truncated(text: str, language: str, chance: random.Random) -> str:
    """Return the first half."""
    return text[: len(text) // 2]


def dateline(text: str, language: str, chance: random.Random) -> str:
    """Return the first half behind a place, a day and an agency."""
    return _DATELINE[language] + text[: len(text) // 2]


def rewritten(text: str, language: str, chance: random.Random) -> str:
    """Return another report of the same event: three sentences in ten are the same quotes, all others are new."""
    other = edited(1.0)(text, language, chance)
    return "".join(
        kept if chance.random() < 0.3 else new
        for kept, new in zip(_SENTENCE.findall(text), _SENTENCE.findall(other), strict=False)
    )


#: Copies that should join, and what should not.
COPIES: dict[str, Variant] = {
    "wire_copy": wire_copy,
    "edited_5": edited(0.05),
    "truncated": truncated,
    "dateline": dateline,
}
OTHERS: dict[str, Variant] = {"edited_20": edited(0.2), "rewritten": rewritten}
