"""The line of stems the matcher runs over: the canonical form with the ends of sentences marked."""

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain, compress, count
from operator import add
from sys import intern

from news.linking import sounds
from projects import kazakh
from projects.canonical import Token, canonical, tokens

#: Stands in the line where a sentence ends; no canonical form contains it.
MARK = "¶"

_LIMIT = 40_000
_END = re.compile(r"[.!?…。！？；؟]['\"»”’)\]」』]*$")
_SHORT_FORM = re.compile(r"^\W*(?:[^\W\d_]{1,2}|млн|млрд|трлн|тыс|руб|долл|тг|Mr|Mrs|Dr|St|Co|Ltd|Inc|approx|No)\.$")
_HAN_ENDS = "。！？；"


class _Memo(dict[str, str]):
    """Chunk -> its stems, and the mark when it closes a sentence; ``names`` are those written as names."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.names: dict[str, sounds.Heard] = {}

    def __missing__(self, chunk: str) -> str:
        found = canonical(chunk, self._language)
        if _END.search(chunk) and not _SHORT_FORM.match(chunk):
            found = f"{found} {MARK}" if found else MARK
        heard = sounds.hear(chunk, self._language)
        if heard:
            self.names[chunk] = heard
        # One text for what is the same word, key or stem: a line is put together from fewer places of the memory.
        found = intern(found)
        self[found if found == chunk else chunk] = found
        return found

    def line(self, chunks: Iterable[str]) -> str:
        """Return the stems of chunks, one space between them."""
        return " ".join(filter(None, map(self.__getitem__, chunks)))

    def head(self, chunks: Iterable[str]) -> str:
        """Return the stems of a title's chunks: a title is one sentence, whatever signs stand in it."""
        stems = self.line(chunks)
        return " ".join(stems.replace(MARK, "").split()) if MARK in stems else stems


_memos: dict[str, _Memo] = {}


def _memo(language: str) -> _Memo:
    """Return the memo of a language, a new one when it is full: an article keeps the one it began with."""
    memo = _memos.get(language)
    if memo is None or len(memo) >= _LIMIT:
        memo = _memos[language] = _Memo(language)
    return memo


def _spaced(text: str) -> str:
    """Set a space behind the sentences of a text that has none there."""
    if not text.isascii():
        # Most texts have none of them, and looking for one is far cheaper than replacing none.
        for end in filter(text.__contains__, _HAN_ENDS):
            text = text.replace(end, end + " ")
    return text


@dataclass(slots=True)
class Stream:
    """One article as the matcher sees it. ``line`` begins and ends with a space, the title ends at ``title_end``."""

    title: str
    text: str
    language: str
    #: What the words are read in: the language, or the orthography of a Kazakh text in other letters than Cyrillic.
    reading: str
    line: str
    title_end: int
    #: The words of title and text as written; in Chinese whole clauses.
    chunks: tuple[list[str], list[str]]
    #: Whether title and text part their words themselves, so that none was parted for them.
    parted: tuple[bool, bool]
    _memo: _Memo
    _marks: list[int] | None = None
    _written: tuple[list[int], list[str]] | None = None
    _places: tuple[list[int], list[Token | None]] | None = None

    @property
    def marks(self) -> list[int]:
        """Where sentences end in ``line``, the end of the title first when there is a title."""
        if self._marks is None:
            ends = accumulate(map(len, self.line.split(MARK)[:-1]))
            self._marks = list(map(add, ends, count()))
        return self._marks

    @property
    def sentence(self) -> Callable[[int], int]:
        """Tells the number of the sentence that holds a position of the line."""
        return partial(bisect_right, self.marks)

    def source(self, start: int, end: int) -> tuple[str, int, int]:
        """Return the field (``title`` or ``text``) and the offsets in it of a stretch of the line."""
        starts, words = self._words()
        first = bisect_right(starts, start) - 1
        last = bisect_right(starts, end - 1) - 1
        left, right = words[first], words[last]
        while left is None and first < last:
            first += 1
            left = words[first]
        while right is None and last > first:
            last -= 1
            right = words[last]
        if left is None or right is None:
            raise ValueError("a stretch of marks alone has no source")
        begin = left.start + max(0, start - starts[first]) if _is_part(left) else left.start
        finish = right.start + end - starts[last] if _is_part(right) else right.end
        return ("title" if starts[first] < self.title_end else "text"), begin, finish

    def word_at(self, position: int) -> str:
        """Return the word as written that a position of the line lies in; in Chinese its whole clause."""
        if self._written is None:
            title, text = self.chunks
            stems = [self._memo.head((chunk,)) for chunk in title]
            stems.append(MARK if any(stems) else "")
            stems += map(self._memo.__getitem__, text)
            words = list(compress((*title, MARK, *text), stems))
            self._written = list(map(add, accumulate(map(len, filter(None, stems)), initial=1), count())), words
        starts, words = self._written
        return words[bisect_right(starts, position, hi=len(words)) - 1]

    def spots(self, wanted: Container[str]) -> Iterator[tuple[str, int, int]]:
        """Yield those of the words as written that are wanted, with their stretches of the line.

        Words that left no trace there are passed over.
        """
        forms = self._memo.head, self._memo.line
        for chunks, begin, line in zip(self.chunks, (1, self.title_end), forms, strict=True):
            for at in compress(count(), map(wanted.__contains__, chunks)):
                stems = self._memo[chunks[at]].removesuffix(MARK).rstrip()
                if stems:
                    before = line(chunks[:at])
                    start = begin + len(before) + bool(before)
                    yield chunks[at], start, start + len(stems)

    def names(self) -> dict[str, sounds.Heard]:
        """Return the words written as names, and how they sound."""
        known = self._memo.names
        found = known.keys() & chain.from_iterable(self.chunks)
        if found and not all(self.parted):
            found &= set(self.unspaced())
        return {chunk: known[chunk] for chunk in found}

    def unspaced(self) -> Iterable[str]:
        """Return the words as written, parted only where the article parts them."""
        return chain.from_iterable(
            chunks if parted else text.split()
            for text, chunks, parted in zip((self.title, self.text), self.chunks, self.parted, strict=True)
        )

    def _words(self) -> tuple[Sequence[int], Sequence[Token | None]]:
        if self._places is None:
            starts: list[int] = []
            words: list[Token | None] = []
            origins = {"title": tokens(self.title, self.reading), "text": tokens(self.text, self.reading)}
            at = 1
            for word in self.line.split():
                starts.append(at)
                words.append(None if word == MARK else next(origins["title" if at < self.title_end else "text"]))
                at += len(word) + 1
            self._places = starts, words
        return self._places


def _is_part(token: Token) -> bool:
    """Whether a pattern may begin or end inside the token: only in a run of Han, whose letters stand one for one."""
    return len(token.word) == token.end - token.start and token.word[0] >= "\u3400"


def stream(title: str, text: str, language: str) -> Stream:
    """Build the line of an article."""
    reading = language
    if language == "kk":
        reading = kazakh.orthography(title, text) or language
    memo = _memo(reading)
    spaced = _spaced(title), _spaced(text)
    chunks = spaced[0].split(), spaced[1].split()
    head = memo.head(chunks[0])
    head = f" {head} {MARK} " if head else " "
    body = memo.line(chunks[1])
    parted = spaced[0] == title, spaced[1] == text
    line = f"{head}{body} " if body else head
    return Stream(title, text, language, reading, line, len(head), chunks, parted, memo)
