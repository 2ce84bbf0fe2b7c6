"""Makes a catalogue and articles of any size, always the same, of invented names in four scripts."""

import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import yaml

from news.linking.catalogue import LANGUAGES, Entry, Name

_WORDS_FILE = Path(__file__).with_name("words.yaml")
_PARTS: dict[str, dict[str, list[str]]] = {
    part: {language: words.split() for language, words in by_language.items()}
    for part, by_language in yaml.safe_load(_WORDS_FILE.read_text(encoding="utf-8")).items()
}
_SYLLABLES, _OTHER, _FILLER = _PARTS["syllables"], _PARTS["other"], _PARTS["filler"]
_KINDS = (
    ("railway", "{} railway", "железная дорога {}", "{}铁路", "{} теміржолы"),
    ("port", "{} port", "порт {}", "{}港", "{} порты"),
    ("power", "{} wind farm", "{} ВЭС", "{}风电项目", "{} жел электр станциясы"),
    ("oil refining", "{} refinery", "НПЗ {}", "{}炼油厂", "{} мұнай өңдеу зауыты"),
    ("road", "{} highway", "автодорога {}", "{}公路", "{} автожолы"),
)
_COUNTRIES = ("KZ", "KG", "UZ", "TJ", "TM", "CN", "PK", "RU", "MN", "AZ")


def place(number: int, language: str) -> str:
    """Return the name of the place of that number: the same place in each language, no two alike."""
    syllables = _SYLLABLES[language]
    parts = [syllables[number % 24], syllables[number // 24 % 24], syllables[number // 576 % 24]]
    if number >= 13_824:
        parts.append(syllables[number // 13_824 % 24])
    word = "".join(parts)
    return word if language == "zh" else word.capitalize()


def entries(count: int) -> list[Entry]:
    """Return ``count`` projects with about five names each; a quarter of the places have more than one project."""
    chance = random.Random(7)
    places = max(100, count * 3 // 4)
    return [_entry(number, places, chance) for number in range(count)]


def _entry(number: int, places: int, chance: random.Random) -> Entry:
    here, there = number % places, chance.randrange(places)
    sector, *forms = _KINDS[(number + number // places) % len(_KINDS)]
    line = sector in ("railway", "road")
    names = []
    for language, form in zip(("en", "ru", "zh", "kk"), forms, strict=True):
        ends = [place(at, language) for at in ((here, there) if line else (here,))]
        names.append(Name(form.format("–".join(ends)), language))
    names.append(Name(f"{place(here, 'en')} {'corridor' if line else 'complex'} {number % 7 + 1}", "en"))
    return Entry(
        key=f"project-{number}",
        names=tuple(names),
        places=tuple(place(at, language) for at in ((here, there) if line else (here,)) for language in LANGUAGES),
        parties=(f"{place(number % 900, 'en')} Construction",),
        sector=sector,
        countries=(_COUNTRIES[number % 10],),
    )


def articles(count: int, catalogue: list[Entry], every: int = 4) -> Iterator[tuple[str, str, str]]:
    """Yield (title, text, language) of 3-4 KB, a quarter in each language; one in ``every`` names a project.

    Like the news of the world, they hold what compatibility forms are for: full-width commas, ellipses, hard spaces.
    """
    chance = random.Random(11)
    for number in range(count):
        language = LANGUAGES[number % 4]
        entry = chance.choice(catalogue)
        name = next(name.text for name in entry.names if name.language == language)
        planted = [name] if number // 4 % every == 0 else []
        yield _title(language, planted, chance), _text(language, planted, chance), language


def _vocabulary(language: str) -> tuple[list[str], list[float]]:
    """Common words of the language, then invented ones, as rare as words are."""
    chance = random.Random(13)
    size = 2 if language == "zh" else 3
    words = _FILLER[language] + ["".join(chance.choices(_OTHER[language], k=size)) for _ in range(6000)]
    return words, list(accumulate(1 / (rank + 3) for rank in range(len(words))))


_COMMA = {"en": ",", "ru": ",", "kk": ",", "zh": "，"}
_WORDS = {language: _vocabulary(language) for language in LANGUAGES}


def _sentence(language: str, length: int, chance: random.Random) -> str:
    words, weights = _WORDS[language]
    chosen = chance.choices(words, cum_weights=weights, k=length)
    chosen[length // 2] += _COMMA[language]
    if length % 6 == 0:
        chosen[0] = f"{length}\u00a0{chosen[0]}"
    return ("" if language == "zh" else " ").join(chosen).capitalize()


def _title(language: str, planted: list[str], chance: random.Random) -> str:
    return " ".join([*planted, _sentence(language, 6, chance)])


def _text(language: str, planted: list[str], chance: random.Random) -> str:
    size = chance.randint(3000, 4000)
    stop = "。" if language == "zh" else ". "
    sentences: list[str] = []
    held = 0
    while held < size:
        sentence = _sentence(language, chance.randint(8, 24), chance)
        if planted and len(sentences) in (2, 9):
            sentence += " " + planted[0]
        sentences.append(sentence)
        held += len((sentence + stop).encode())
    return stop.join(sentences) + stop.strip()
