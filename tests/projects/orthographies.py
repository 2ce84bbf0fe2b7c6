"""Cyrillic Kazakh written in its other letters, as newspapers do: what reading them is tested against."""

import re

from projects import kazakh

_PLAIN = dict(zip("абдежзклмнопқрстфхв", "abdejzklmnopqrstfhv", strict=True)) | {"э": "e"}
_ONE = _PLAIN | {"г": "g"}
_TO_LATIN = {
    kazakh.LATIN_2018: _ONE
    | dict(zip("әғңөүыіуұшчий", ("á", "ǵ", "ń", "ó", "ú", "y", "i", "ý", "u", "sh", "ch", "ı", "ı"), strict=True))
    | {"я": "ıa", "ю": "ıý", "ц": "s", "щ": "sh", "һ": "h", "ь": "", "ъ": "", "ё": "ıo"},
    kazakh.LATIN_2021: _ONE
    | dict(zip("әғңөүыіуұшчий", ("ä", "ğ", "ñ", "ö", "ü", "y", "ı", "u", "ū", "ş", "ch", "i", "i"), strict=True))
    | {"я": "ia", "ю": "iu", "ц": "s", "щ": "ş", "һ": "h", "ь": "", "ъ": "", "ё": "io"},
    kazakh.LATIN_OLD: _ONE
    | dict(zip("әғңөүыіуұшчийэцһх", "äğñöüıiwuşçïyéchx", strict=True))
    | {"я": "ya", "ю": "yw", "щ": "ş", "ь": "", "ъ": "", "ё": "yo"},
}
_ARABIC = dict(zip("абвгғдежзийкқлмнңоөпрстуұүфхһчшыіә", "ابۆگعدەجزييكقلمنڭووپرستۋۇۇفحھچشىىا", strict=True)) | {
    "я": "يا",
    "ю": "يۋ",
    "ц": "تس",
    "щ": "شش",
    "э": "ە",
    "ь": "",
    "ъ": "",
    "ё": "يو",
}


def spelled(text: str, orthography: str) -> str:
    """Write a Cyrillic text in an orthography, capitals where it has them."""
    if orthography == kazakh.ARABIC:
        return re.sub(r"\w+", lambda word: _arabic(word.group().lower()), text)
    letters = _TO_LATIN[orthography]
    return "".join(
        _capital(letters.get(sign.lower(), sign.lower()), orthography) if sign.isupper() else letters.get(sign, sign)
        for sign in text
    )


def _capital(letters: str, orthography: str) -> str:
    if orthography != kazakh.LATIN_2018 and letters[:1] == "i":
        return "İ" + letters[1:]
    return letters[:1].upper() + letters[1:]


def _arabic(word: str) -> str:
    written = "".join(_ARABIC.get(letter, letter) for letter in word.replace("ия", "я").replace("ию", "ю"))
    needs_hamza = re.search("[әөүі]", word) and not re.search("[кге]", word)
    return ("ء" if needs_hamza else "") + written
