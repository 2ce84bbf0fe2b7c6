"""One canonical form of names and texts in any script, for searching and for linking news.

The form is a line of tokens joined by single spaces: compatibility forms resolved, case folded, ``ё`` written ``е``,
diacritics off, apostrophes and soft hyphens dropped, every other mark a break between tokens, runs of Han one token,
traditional characters written as simplified ones.
Letters that only Kazakh has stay what they are; :func:`search_form` also writes them as their Russian neighbours, so
that a reader without a Kazakh keyboard finds the name. With a language the tokens are reduced to stems. A number is
parted from the unit of measurement glued to it, and from no other letters: ``500 mw``, but ``a380``, ``5g``.

Everything is remembered per whitespace-separated chunk, which makes the cost of a text that of splitting it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import opencc
import Stemmer

from projects import kazakh

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN_BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))
#: The languages whose stems are told apart; any other is read as ``en``.
STEMMED = ("en", "ru", "kk", "zh")

_PIECES = re.compile(f"[{HAN}]+|[^{HAN}]+")
_HAN = re.compile(f"[{HAN}]")
#: What is measured or counted in the region's news. Metres alone are none: there are 3M, and Mi-8M.
_UNITS = (
    "kw|mw|gw|kwh|mwh|gwh|kv|kva|mva|kwp|mwp|km|ha|teu|dwt|mt|mtpa|bcm|mcm|bpd|mln|bln"
    "|квт|мвт|гвт|квтч|мвтч|гвтч|кв|ква|мва|км|га|тонн|млн|млрд|трлн|тыс|мың|тг"
)
_TOKENS = re.compile(rf"[{HAN}]+|\d+(?=(?:{_UNITS})(?![^\W_{HAN}]))|[^\W_{HAN}]+")
_CHUNKS = re.compile(r"\S+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
#: Letters that fold one for one, each alone: most of what is read, so it need not be looked at letter by letter.
_PLAIN = re.compile(r"[!-&(-_a-~«»–—А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]+")

_DROPPED = dict.fromkeys("'’‘ʼʻʹ`´\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_LETTERS = {"ё": "е", "ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"} | _DROPPED
#: Letters of the Kazakh alphabet and the Russian ones people type instead.
KAZAKH_TO_RUSSIAN = str.maketrans("әғқңөұүһі", "агкноуухи")

_MEMO_LIMIT = 10_000
_LONG_CHUNK = 48
_SHORTEST_STEM = 3


class Token(NamedTuple):
    """One token of a canonical form and where it stands in the text as given (offsets in characters)."""

    word: str
    start: int
    end: int


def canonical(text: str, language: str | None = None) -> str:
    """Return the canonical form of a text.

    Args:
        text: Anything. Without a language, the form of a form is itself.
        language: ``en``, ``ru``, ``kk`` or ``zh`` reduces tokens to stems; ``None`` leaves them whole. Tokens of a
            foreign script are stemmed by the rules of their own script. One of :data:`projects.kazakh.ORTHOGRAPHIES`
            writes its words in Cyrillic and reads them as ``kk``.
    """
    return " ".join(filter(None, map(_memo(language).__getitem__, text.split())))


def search_form(text: str) -> str:
    """Return the canonical form with Kazakh letters written as Russian ones: compare this with this when searching."""
    return canonical(text).translate(KAZAKH_TO_RUSSIAN)


def tokens(text: str, language: str | None = None) -> Iterator[Token]:
    """Yield the tokens of ``canonical(text, language)``, in order, each with its offsets in ``text``."""
    spans = _span_memo(language)
    for chunk in _CHUNKS.finditer(text):
        start = chunk.start()
        for word, begin, end in spans[chunk.group()]:
            yield Token(word, start + begin, start + end)


def stem(word: str, language: str) -> str:
    """Return the stem of one canonical token, by the rules of its script and of the language."""
    if len(word) < 3 or _HAN.search(word):
        return word
    shorter = _stemmers(language)[bool(_CYRILLIC.search(word))](word)
    return shorter if len(shorter) >= _SHORTEST_STEM else word


def simplified(text: str) -> str:
    """Write traditional Chinese characters as simplified ones, one for one, so that offsets stand."""
    found, table = _traditional()
    return text.translate(table) if found.search(text) else text


@cache
def _traditional() -> tuple[re.Pattern[str], dict[int, str]]:
    """The characters that have another simplified form; searching for one is far cheaper than writing a text anew."""
    signs = [chr(code) for first, last in _HAN_BLOCKS for code in range(first, last + 1)]
    written = opencc.OpenCC("t2s").convert("\n".join(signs)).split("\n")
    pairs = {sign: other for sign, other in zip(signs, written, strict=True) if sign != other and len(other) == 1}
    # A few simplified forms count as traditional ones of another; what comes out must be simplified for good.
    table = {sign: pairs.get(other, other) for sign, other in pairs.items()}
    return re.compile(f"[{''.join(table)}]"), str.maketrans(table)


def forget() -> None:
    """Drop what is remembered of chunks seen so far: worth calling after many names that texts will hardly repeat."""
    _memo.cache_clear()
    _span_memo.cache_clear()


class _Memo(dict[str, str]):
    """Chunk -> its canonical tokens joined by a space, computed once."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._spans = _span_memo(language)

    def __missing__(self, chunk: str) -> str:
        if len(chunk) <= _LONG_CHUNK:
            found = " ".join(word for word, _, _ in self._spans[chunk])
            if len(self) >= _MEMO_LIMIT:
                self.clear()
            self[chunk] = found
            return found
        pieces = (simplified(piece) if _HAN.match(piece) else self[piece] for piece in _split_long(chunk))
        return " ".join(filter(None, pieces))


class _SpanMemo(dict[str, tuple[tuple[str, int, int], ...]]):
    """Chunk -> its tokens with their offsets in the chunk."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, chunk: str) -> tuple[tuple[str, int, int], ...]:
        found: list[tuple[str, int, int]] = []
        if len(chunk) <= _LONG_CHUNK:
            for piece in _PIECES.finditer(chunk):
                found += self._of_piece(piece.group(), piece.start())
            if len(self) >= _MEMO_LIMIT:
                self.clear()
            self[chunk] = tuple(found)
            return self[chunk]
        offset = 0
        for part in _split_long(chunk):
            if _HAN.match(part):
                found.append((simplified(part), offset, offset + len(part)))
            else:
                found += ((word, start + offset, end + offset) for word, start, end in self[part])
            offset += len(part)
        return tuple(found)

    def _of_piece(self, piece: str, offset: int) -> Iterator[tuple[str, int, int]]:
        if _HAN.match(piece):
            yield simplified(piece), offset, offset + len(piece)
            return
        places: Sequence[tuple[int, int]] = ()
        if _PLAIN.fullmatch(piece):
            folded = piece.lower().replace("ё", "е")
        else:
            folded, places = _fold(piece)
            folded = simplified(folded)  # signs of Han that were other signs before
        for match in _TOKENS.finditer(folded):
            start, end = match.span()
            if places:
                start, end = places[start][0], places[end - 1][1]
            word = match.group()
            if self._language:
                word = stem(word, self._language)
            yield word, start + offset, end + offset


class _KazakhSpanMemo(_SpanMemo):
    """Chunk of Kazakh in other letters -> its tokens as in Cyrillic, with the offsets of the words in the chunk."""

    def __init__(self, orthography: str) -> None:
        super().__init__("kk")
        self._orthography = orthography

    def _of_piece(self, piece: str, offset: int) -> Iterator[tuple[str, int, int]]:
        written, places = kazakh.written(piece, self._orthography)
        for word, start, end in super()._of_piece(written, 0):
            yield word, places[start][0] + offset, places[end - 1][1] + offset


def _split_long(chunk: str) -> Iterator[str]:
    """Cut a long chunk into runs of Han and short runs of the rest, so that the memo stays small and useful."""
    for piece in _PIECES.findall(chunk):
        if _HAN.match(piece) or len(piece) <= _LONG_CHUNK:
            yield piece
        else:
            yield from (piece[at : at + _LONG_CHUNK] for at in range(0, len(piece), _LONG_CHUNK))


def _fold(piece: str) -> tuple[str, list[tuple[int, int]]]:
    """Fold each character with the marks that follow it; return the text and, per letter of it, where it came from."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(piece):
        end = at + 1
        while end < len(piece) and unicodedata.combining(piece[end]):
            end += 1
        folded = _fold_cluster(piece[at:end])
        letters.append(folded)
        places += [(at, end)] * len(folded)
        at = end
    return "".join(letters), places


@lru_cache(_MEMO_LIMIT)
def _fold_cluster(cluster: str) -> str:
    """Fold one character and its combining marks until nothing changes any more."""
    if cluster.isascii():
        return _LETTERS.get(cluster, cluster.lower())
    before = None
    folded = cluster
    while folded != before:
        before = folded
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded).casefold())
        folded = "".join(map(_bare, folded))
    return folded


def _bare(letter: str) -> str:
    """Return a letter without diacritics; Cyrillic keeps its own letters (й, ў and those of Kazakh)."""
    if letter in _LETTERS:
        return _LETTERS[letter]
    if "\u0400" <= letter <= "\u052f":
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return "".join(sign for sign in unicodedata.normalize("NFD", letter) if not unicodedata.combining(sign))


_RUSSIAN_SOFT = re.compile(r"(?<=\w{3})[йь]$")
#: Not in запуск and its like, which are no adjectives.
_RUSSIAN_ADJECTIVE = re.compile(r"(?<=\w{4})(?<!пу)ск$")
_SHORTEST_NOUN = 4
#: Words without cases, whose stem would be another word's: метро and метров.
_RUSSIAN_WHOLE = frozenset({"метро", "депо"})
#: Snowball takes Иран for a verb's form, but not Иране; терминал, but not терминале; Жанаозен, but not Жанаозене.
_RUSSIAN_VERBAL = re.compile(r"(?<=\w{2}[ая])[лн]$|(?<=\w{4})(?:ен|ыл)$")
#: Consonants that an ending beginning with a vowel softens: айлақ, айлағы.
_KAZAKH_HARD = {"ғ": "қ", "г": "к", "б": "п"}
#: Endings of Kazakh nouns, longest first. Each needs so many letters left before it; an n belongs to the ending only
#: behind the vowel of "its": станция-сы-нда, but Астан-да.
_KAZAKH_ENDINGS = (
    re.compile(r"(?<=\w{3}[ыі])н(?:дағы|дегі|да|де|ан|ен|а|е)$"),
    *(
        (re.compile(rf"(?<=\w{{{left}}})(?:{'|'.join(sorted(endings.split(), key=len, reverse=True))})$"))
        for left, endings in (
            (4, "дағы дегі тағы тегі"),
            (4, "ның нің дың дің тың тің"),
            (4, "дан ден тан тен нан нен ынан інен мен бен пен"),
            (4, "лар лер дар дер тар тер"),
            (4, "лары лері дары дері тары тері ларын лерін дарын дерін тарын терін"),
            (4, "дық дік лық лік"),
            (4, "сын сін сына сіне сы сі ын ін ына іне ыма іме"),
            (4, "ға ге қа ке на не да де та те ны ні"),
            (5, "ды ді ты ті"),
            (4, "ы і"),
        )
    ),
)


#: Stems that lose a vowel before an ending: орын, but орны, орнында. The others of their kind name no places or things.
_KAZAKH_SHORTENED = {"орны": "орын", "орнын": "орын"}


def _stem_english(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _stem_kazakh(word: str) -> str:
    """Take endings off layer by layer: port-s-of, port-its-in."""
    before = ""
    while word != before:
        before = word
        for ending in _KAZAKH_ENDINGS:
            word = ending.sub("", before)
            if word != before:
                break
        word = word[:-1] + _KAZAKH_HARD.get(word[-1], word[-1])
    return _KAZAKH_SHORTENED.get(word, word)


@cache
def _russian() -> Callable[[str], str]:
    stemmer: Callable[[str], str] = Stemmer.Stemmer("russian", 0).stemWord
    return stemmer


def _stem_russian(word: str) -> str:
    """Snowball's stem without what still parts a noun from its adjective: Shymkent-sk-iy, Kita-y."""
    if word in _RUSSIAN_WHOLE:
        return word
    short = _russian()(word)
    bare = _RUSSIAN_ADJECTIVE.sub("", short)
    if bare == short:
        found = _RUSSIAN_SOFT.sub("", short)
    else:
        noun = _russian()(bare)
        found = _RUSSIAN_SOFT.sub("", noun if len(noun) >= _SHORTEST_NOUN else bare)
        found = found if len(found) >= _SHORTEST_NOUN else short
    return _RUSSIAN_VERBAL.sub("", found)


_CYRILLIC_STEMMER: dict[str, Callable[[str], str]] = {"kk": _stem_kazakh}


@cache
def _stemmers(language: str) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Return the stemmers of words in Latin and in Cyrillic letters."""
    return _stem_english, _CYRILLIC_STEMMER.get(language, _stem_russian)


@cache
def _span_memo(language: str | None) -> _SpanMemo:
    return _KazakhSpanMemo(language) if language in kazakh.ORTHOGRAPHIES else _SpanMemo(language)


@cache
def _memo(language: str | None) -> _Memo:
    return _Memo(language)
