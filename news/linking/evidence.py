"""Gathers what an article holds for each project: names, places beside kinds of things, parties, and where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, NamedTuple, TypeVar

from news.linking import sounds
from news.linking.index import MOST_SHARED
from news.linking.stream import MARK, Stream
from news.linking.tables import ALIAS, ANCHOR, MEANING, Bag, Index, Meaning, holds

#: What was found. ``alias`` a name; ``weak`` a name many things could bear; ``placed`` a name that is a place's too;
#: ``bag`` the words of a name close together; ``loose`` the same words in one sentence; ``pair`` two of its places and
#: its kind in a sentence; ``spot`` one place beside its kind; ``nations`` the countries of a name and its kind;
#: ``firm`` a place of it, a party of it named too; ``town`` a place of it in an article that speaks of its kind of
#: thing elsewhere; ``owner`` a party of it in an article that speaks of its kind of thing, no place of it being named.
Level = Literal["alias", "weak", "placed", "bag", "loose", "nations", "pair", "spot", "firm", "town", "owner"]

_NEAR = 28
_NEAR_HAN = 9
_EXTENSION = 8
_MOST_OWNED = 3
_MOST_OF_IT = 0.6
#: How far before a kind or a country the word may stand that says which of several it is.
_ORDINAL_REACH = 24
_ORDINAL_REACH_HAN = 6
_PERIODS = ("quarter", "month", "year", "квартал", "месяц", "год", "тоқсан", "ай", "жыл", "季度", "个月", "年")
#: From so many letters on, an acronym may be said, and written, as a word.
_SAID_AS_A_WORD = 5
_BAG_SLACK = 30
_BAG_SLACK_HAN = 10
#: Stands for the alias where a party is named.
_NOBODY = -1

Span = tuple[int, int]
_Found = TypeVar("_Found", Span, tuple[int, int, frozenset[str]])


class Hit(NamedTuple):
    """One piece of evidence for a project: its level, its sentence, its stretch of the line."""

    level: Level
    sentence: int
    start: int
    end: int
    alias: int = -1


class _Spot(NamedTuple):
    """Where a place of some projects is named."""

    anchor: int
    start: int
    end: int
    sentence: int


@dataclass(slots=True)
class Scan:
    """Everything the patterns found in one article, sorted by meaning."""

    stream: Stream
    aliases: list[tuple[int, int, int]] = field(default_factory=list)
    anchors: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    assets: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    topics: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    countries: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    parties: list[tuple[Span, tuple[int, ...]]] = field(default_factory=list)
    party_spans: set[Span] = field(default_factory=set)
    cues: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    respelled: set[int] = field(default_factory=set)
    neutral: list[Span] = field(default_factory=list)

    def parties_of(self, project: int) -> list[Span]:
        """Return where parties of a project are named: each form of words once, the longest where several begin."""
        line = self.stream.line
        kept: dict[str, Span] = {}
        for start, end in _longest({span for span, projects in self.parties if holds(projects, project)}):
            kept.setdefault(line[start:end], (start, end))
        return list(kept.values())


def scan(line: Stream, found: Iterable[tuple[int, int, int]], index: Index) -> Scan:
    """Sort what the matcher found by what it means; a word inside a longer one of the same sort does not count."""
    result = Scan(line)
    text = line.line
    meanings = index.meanings.get(line.language, index.meanings[""])
    for first, last, number in found:
        start, end = first + (text[first] == " "), last - (text[last - 1] == " ")
        sorts = index.sorts[number]
        if sorts & ALIAS:
            result.aliases.append((start, end, number))
        if sorts & ANCHOR:
            result.anchors[number].append((start, end))
        if sorts & MEANING:
            _sort(result, meanings.get(number), index.parties.get(number, ()), (start, end))
    if result.neutral:
        _leave_out(result)
    if len(result.countries) > 1:
        _prune(result.countries)
    # "China Railway" builds bridges too: the words of a party's name are no kind of thing the article speaks of.
    result.assets = [one for one in _longest(result.assets) if not _within(one[:2], result.party_spans)]
    if result.assets:
        _hear(result, index)
    return result


def _leave_out(result: Scan) -> None:
    """Take nothing inside a phrase that names nothing for a kind of thing or a country: "Belt and Road" is no road."""
    for words in (result.assets, result.topics):
        words[:] = [one for one in words if not _within(one[:2], result.neutral)]
    every = chain.from_iterable(result.countries.values())
    _keep(result.countries, {span for span in every if not _within(span, result.neutral)})


def _prune(countries: dict[str, list[Span]]) -> None:
    """Keep the longest name where one country's holds another's: South Sudan is not Sudan."""
    _keep(countries, set(_longest(set(chain.from_iterable(countries.values())))))


def _keep(countries: dict[str, list[Span]], kept: set[Span]) -> None:
    for code, spans in list(countries.items()):
        countries[code] = [span for span in spans if span in kept]
        if not countries[code]:
            del countries[code]


def _mostly(outer: Span, inner: Span) -> bool:
    """Whether words lie within others, but for a word for the kind of thing at one end."""
    shared = min(outer[1], inner[1]) - max(outer[0], inner[0])
    return shared >= _MOST_OF_IT * (inner[1] - inner[0])


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _hear(result: Scan, index: Index) -> None:
    """Take words that sound like a place for it, where the place itself is not named."""
    line = result.stream
    wanted = sounds.alike((line.title, line.text), line.names(), index.sounds)
    for chunk, start, end in line.spots(wanted) if wanted else ():
        for anchor in map(index.spelled.__getitem__, wanted[chunk]):
            if anchor not in result.anchors or anchor in result.respelled:
                result.respelled.add(anchor)
                result.anchors[anchor].append((start, end))


def _sort(result: Scan, meaning: Meaning | None, parties: tuple[int, ...], span: Span) -> None:
    if parties:
        result.party_spans.add(span)
        result.parties.append((span, parties))
    if meaning is None:
        return
    if meaning.neutral:
        result.neutral.append(span)
    if meaning.assets:
        result.assets.append((*span, meaning.assets))
    if meaning.topics:
        result.topics.append((*span, meaning.topics))
    if meaning.countries and not (meaning.proper and _is_small(result.stream, span)):
        for code in meaning.countries:
            result.countries[code].append(span)
    if meaning.cues:
        result.cues.append((*span, meaning.cues))


def _is_small(line: Stream, span: Span) -> bool:
    """Whether an article nowhere writes a word with a capital; which of its words is which is too dear to ask."""
    word = line.line[span[0] : span[1]].capitalize()
    return word not in line.title and word not in line.text


def _longest(found: Iterable[_Found]) -> list[_Found]:
    """Return what lies inside nothing else of the same sort, in order; each begins with its stretch of the line."""
    kept: list[_Found] = []
    for item in sorted(found, key=lambda item: (item[0], -item[1])):
        if not kept or item[1] > kept[-1][1]:
            kept.append(item)
    return kept


def gather(result: Scan, index: Index) -> dict[int, list[Hit]]:
    """Return the evidence per project (by its number in the index); a project without any is not there."""
    hits: dict[int, list[Hit]] = defaultdict(list)
    if not (result.aliases or result.anchors or result.countries or result.parties):
        return hits  # most articles, and all the rest needs one of these
    named = _extended(list(_alias_hits(result, index)), index)
    covers = [(hit.start, hit.end, project) for project, hit in named if hit.level == "alias"]
    for project, hit in named:
        hits[project].append(hit)
    for project, hit in (*_all_bag_hits(result, index), *_spot_hits(result, index)):
        inside = {
            other
            for start, end, other in covers
            if start < hit.end and hit.start < end and _mostly((start, end), (hit.start, hit.end))
        }
        if not inside or project in inside:
            hits[project].append(hit)
    # Where anything else speaks for a project, its party is a circumstance and no evidence of its own.
    owned = [(project, hit) for project, hit in _owner_hits(result, index) if project not in hits]
    for project, hit in owned:
        hits[project].append(hit)
    return hits


def _all_bag_hits(result: Scan, index: Index) -> Iterator[tuple[int, Hit]]:
    keyed: Iterator[tuple[int | str, list[Span]]] = chain(result.anchors.items(), result.countries.items())
    for key, spans in keyed:
        for bag in index.bags.of(key, result.anchors):
            for hit in _bag_hits(bag, key, spans, result):
                for project in bag.projects:
                    yield project, hit


def _extended(named: list[tuple[int, Hit]], index: Index) -> list[tuple[int, Hit]]:
    """Read "the pipeline's line D" as one name, that of the line, where the pipeline itself is another project."""
    kept = list(named)
    for project, weak in named:
        if weak.level != "weak":
            continue
        for other, full in named:
            gap = max(weak.start - full.end, full.start - weak.end)
            if full.level != "alias" or other == project or not 0 <= gap <= _EXTENSION:
                continue
            if index.subjects[project].kinds & index.subjects[other].kinds and (other, full) in kept:
                kept.remove((other, full))
                whole = Hit("alias", weak.sentence, min(weak.start, full.start), max(weak.end, full.end), weak.alias)
                kept.append((project, whole))
    return kept


def _alias_hits(result: Scan, index: Index) -> Iterator[tuple[int, Hit]]:
    longer = result.aliases + [(start, end, _NOBODY) for start, end in result.party_spans]
    for start, end, number in result.aliases:
        alias = index.alias(number)
        if alias.grade == "acronym" and not _in_capitals(result.stream, start, end):
            continue
        inside = [
            other for left, right, other in longer if left <= start and end <= right and right - left > end - start
        ]
        for project in alias.projects:
            if any(other == _NOBODY or not index.named.holds(other, project) for other in inside):
                continue
            level: Level = alias.grade if alias.grade in ("weak", "placed") else "alias"
            yield project, Hit(level, result.stream.sentence(start), start, end, number)


def _in_capitals(line: Stream, start: int, end: int) -> bool:
    where, left, right = line.source(start, end)
    words = (line.title if where == "title" else line.text)[left:right]
    capitals = sum(sign.isupper() for sign in words)
    letters = sum(sign.isalpha() for sign in words)
    # Many papers write "Unesco": what can be said as a word has but one capital.
    return capitals * 2 > letters or (letters >= _SAID_AS_A_WORD and words[0].isupper())


def _bag_hits(bag: Bag, key: int | str, own: list[Span], result: Scan) -> Iterator[Hit]:
    others = [result.anchors[anchor] for anchor in bag.anchors if anchor != key]
    for code in bag.countries:
        if code != key:
            if code not in result.countries:
                return
            others.append(result.countries[code])
    others += [[(start, end) for start, end, kinds in result.assets if kinds & group] for group in bag.kinds]
    if not all(others):
        return
    sentence = result.stream.sentence
    for start, end in own:
        here = sentence(start)
        if not bag.anchors and not bag.ordinals and _countries_of(here, result) != set(bag.countries):
            continue
        spans = [(start, end)]
        for places in others:
            near = [span for span in places if sentence(span[0]) == here]
            if not near:
                break
            spans.append(min(near, key=lambda span: abs(span[0] - start)))
        else:
            left, right = min(span[0] for span in spans), max(span[1] for span in spans)
            if bag.ordinals and not _is_ordered(bag.ordinals, spans, result.stream.line):
                continue
            slack = right - left - sum(b - a for a, b in set(spans))
            limit = _BAG_SLACK_HAN if result.stream.line[left] >= "\u3400" else _BAG_SLACK
            level: Level = "bag" if slack <= limit else "loose"
            yield Hit(level if bag.anchors or bag.ordinals else "nations", here, left, right)


def _is_ordered(ordinals: tuple[str, ...], spans: list[Span], line: str) -> bool:
    """Whether one of the words for a number stands before what a bag holds: "the third railway", "第三条跨境铁路"."""
    for start, _ in spans:
        reach = _ORDINAL_REACH_HAN if line[start] >= "\u3400" else _ORDINAL_REACH
        before = line[max(0, start - reach) : start].rsplit(MARK, maxsplit=1)[-1]
        if any(_tells(word, before) for word in ordinals):
            return True
    return False


def _tells(word: str, before: str) -> bool:
    """Whether a word for a number stands in some words, and not for a part of the year."""
    if word[0] < "\u3400":
        word, before = f" {word} ", f" {before} "
    _, found, behind = before.partition(word)
    return bool(found) and not behind.lstrip().startswith(_PERIODS)


def _countries_of(sentence: int, result: Scan) -> set[str]:
    at = result.stream.sentence
    return {code for code, spans in result.countries.items() if any(at(start) == sentence for start, _ in spans)}


def _spot_hits(result: Scan, index: Index) -> Iterator[tuple[int, Hit]]:
    spoken_of = frozenset[str]().union(*(kinds for _, _, kinds in (*result.topics, *result.assets)))
    meant: dict[int, list[int]] = {}
    for anchor in result.anchors if spoken_of else ():
        if 0 < index.places.size(anchor) <= MOST_SHARED:
            projects = [each for each in index.places[anchor] if spoken_of & index.subjects[each].kinds]
            if projects:
                meant[anchor] = projects
    if not meant:
        return
    sentence = result.stream.sentence
    by_project: dict[int, list[_Spot]] = defaultdict(list)
    for anchor, projects in meant.items():
        spots = [_Spot(anchor, start, end, sentence(start)) for start, end in result.anchors[anchor]]
        for project in projects:
            by_project[project] += spots
    assets = [(start, end, kinds, sentence(start)) for start, end, kinds in result.assets]
    for project, found in by_project.items():
        own = index.subjects[project].kinds
        _, start, end, here = min(found, key=lambda spot: spot.start)
        yield project, Hit("town", here, start, end)
        if result.parties_of(project):
            yield project, Hit("firm", here, start, end)
        for start, end, kinds, here in assets:
            near = [spot for spot in found if spot.sentence == here] if kinds & own else []
            if not near:
                continue
            _, left, right, _ = min(near, key=lambda spot: abs(spot.start - start))
            gap = max(left - end, start - right)
            limit = _NEAR_HAN if result.stream.line[start] >= "\u3400" else _NEAR
            if len({spot.anchor for spot in near}) > 1:
                yield project, Hit("pair", here, min(left, start), max(right, end))
            elif gap <= limit:
                yield project, Hit("spot", here, min(left, start), max(right, end))


def _owner_hits(result: Scan, index: Index) -> Iterator[tuple[int, Hit]]:
    """A party and a kind of thing tell a project where few of the party's projects are of that kind."""
    spoken_of = frozenset[str]().union(*(kinds for _, _, kinds in result.assets))
    for (start, end), projects in result.parties if spoken_of else ():
        meant = [project for project in projects if spoken_of & index.subjects[project].kinds]
        for project in meant if len(meant) <= _MOST_OWNED else ():
            yield project, Hit("owner", result.stream.sentence(start), start, end)
