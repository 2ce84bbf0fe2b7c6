"""Turns the evidence for a project into a few numbers a curator could check by reading the article."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2

from news.linking import elsewhere, phrasing
from news.linking.evidence import Hit, Level, Scan
from news.linking.index import Index, Subject
from news.linking.lexicon import Lexicon
from news.linking.sums import agreeing

#: The levels of evidence by how sure they make, the surest first, and the group they are weighed in.
GROUPS: Mapping[Level, str] = {
    "alias": "named",
    "bag": "named",
    "nations": "nations",
    "weak": "weak",
    "placed": "placed",
    "pair": "partly",
    "loose": "partly",
    "spot": "spot",
    "firm": "firm",
    "town": "town",
    "owner": "owner",
}
_RANK = {level: rank for rank, level in enumerate(GROUPS)}
_STRENGTH: Mapping[str, float] = {
    "named": 1.0,
    "nations": 0.4,
    "weak": 0.5,
    "placed": 0.5,
    "partly": 0.5,
    "spot": 0.3,
    "firm": 0.2,
    "town": 0.1,
    "owner": 0.1,
}
#: What only tells where something is, or whose: beside words of a project's name it says nothing more.
_CIRCUMSTANCE = frozenset({"spot", "firm", "town", "owner"})
ZONES = ("head", "lead", "later")
#: What else an article may be of, by the cues its first sentences hold.
SETTINGS = ("weather", "leisure", "people")
_OPENING_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project an article may be about: its evidence and its numbers by name."""

    project: int
    hits: tuple[Hit, ...]
    features: Mapping[str, float]


@dataclass(frozen=True)
class _Article:
    """What all candidates of one article share."""

    result: Scan
    index: Index
    words: Lexicon
    best: Mapping[int, Mapping[int, Hit]]
    surest: Mapping[int, float]
    sharing: Mapping[int, Collection[int]]
    named: Mapping[int, int]
    acting: frozenset[int]
    setting: frozenset[str]
    year: int | None
    kinds_head: tuple[frozenset[str], ...]
    topics_head: tuple[frozenset[str], ...]
    lands: Mapping[int, frozenset[str]]
    places_head: frozenset[int]
    countries_head: frozenset[str]

    @cached_property
    def ends(self) -> tuple[tuple[str, str], ...]:
        """Between what something runs; costs as much as all else, and is asked only where no alias is named."""
        return elsewhere.ends(self.result.stream)


def candidates(
    result: Scan, evidence: Mapping[int, Sequence[Hit]], index: Index, words: Lexicon, year: int | None = None
) -> list[Candidate]:
    """Return every project with evidence, with its features; ``year`` is that of the article."""
    sentence = result.stream.sentence
    best = {project: _best(hits) for project, hits in evidence.items()}
    article = _Article(
        result=result,
        index=index,
        words=words,
        best=best,
        surest={project: max(map(_strength, own.values())) for project, own in best.items()},
        sharing=_sharing(best),
        named=Counter(at for own in best.values() for at, hit in own.items() if GROUPS[hit.level] == "named"),
        acting=frozenset(sentence(start) for start, _, cues in result.cues if "action" in cues),
        setting=frozenset().union(*(cues for start, _, cues in result.cues if sentence(start) < _OPENING_SENTENCES)),
        year=year,
        kinds_head=tuple(kinds for start, _, kinds in result.assets if sentence(start) == 0),
        topics_head=tuple(kinds for start, _, kinds in result.topics if sentence(start) == 0),
        lands={project: frozenset(index.subjects[project].countries) for project in evidence},
        places_head=frozenset(
            anchor
            for anchor, spans in result.anchors.items()
            if anchor in index.places and any(sentence(start) == 0 for start, _ in spans)
        ),
        countries_head=frozenset(
            code for code, spans in result.countries.items() if any(sentence(start) == 0 for start, _ in spans)
        ),
    )
    return [Candidate(project, tuple(hits), _features(project, article)) for project, hits in evidence.items()]


def _best(hits: Sequence[Hit]) -> dict[int, Hit]:
    """Return the surest hit of each sentence, the longest of equals."""
    best: dict[int, Hit] = {}
    for hit in hits:
        held = best.get(hit.sentence)
        if held is None or (_RANK[hit.level], held.end - held.start) < (_RANK[held.level], hit.end - hit.start):
            best[hit.sentence] = hit
    return best


def _features(project: int, article: _Article) -> dict[str, float]:
    own = article.best[project]
    subject = article.index.subjects[project]
    found: dict[str, float] = defaultdict(float)
    groups = {GROUPS[hit.level] for hit in own.values()}
    telling = groups - _CIRCUMSTANCE or groups
    for sentence, hit in sorted(own.items()):
        if GROUPS[hit.level] in telling:
            found[f"{GROUPS[hit.level]}_{ZONES[min(sentence, 2)]}"] = 1.0
    found |= _standing(project, own, article)
    places = frozenset(anchor for anchor in article.result.anchors if article.index.is_of(anchor, project))
    found |= _context(project, places, subject, article)
    found |= _manner(own, subject, article)
    found |= _elsewhere(project, places, subject, article)
    found |= _kin(project, subject, article)
    if subject.sums:
        spans = [(hit.start, hit.end) for hit in own.values()]
        found["amount"] = float(any(agreeing(spans, article.result.stream, subject.sums)))
    return {name: value for name, value in found.items() if value}


def _strength(hit: Hit) -> float:
    return _STRENGTH[GROUPS[hit.level]]


def _sharing(best: Mapping[int, Mapping[int, Hit]]) -> Mapping[int, Collection[int]]:
    """Return for each project the others that the same words speak for."""
    shared: dict[int, set[int]] = defaultdict(set)
    begun: list[tuple[int, int]] = []
    for start, end, project in sorted((hit.start, hit.end, at) for at, own in best.items() for hit in own.values()):
        begun = [(until, other) for until, other in begun if until > start]
        for _, other in begun:
            if other != project:
                shared[project].add(other)
                shared[other].add(project)
        begun.append((end, project))
    return shared


def _standing(project: int, own: Mapping[int, Hit], article: _Article) -> dict[str, float]:
    """How the project stands beside the others the article names."""
    mine = [at for at, hit in own.items() if GROUPS[hit.level] == "named"]
    head = max(
        (_strength(best[0]) for other, best in article.best.items() if other != project and 0 in best), default=0.0
    )
    own_head = _strength(own[0]) if 0 in own else 0.0
    sure = article.surest[project]
    surest = max((held for other, held in article.surest.items() if other != project), default=0.0)
    of_the_words = [article.surest[other] for other in article.sharing.get(project, ())]
    return {
        "named_again": log2(len(mine) or 1),
        "rival_head": float(head >= 0.5 and head > own_head),
        "rival_surer": float(surest >= 0.5 and surest > sure),
        "words_surer": float(any(held >= 0.5 and held > sure for held in of_the_words)),
        "words_shared": float(sure in of_the_words),
        "crowd": log2(min((article.named[at] for at in mine), default=1)),
        "alone_acting": float(any(article.named[at] == 1 and at in article.acting for at in mine)),
    }


def _context(project: int, places: frozenset[int], subject: Subject, article: _Article) -> dict[str, float]:
    """What else of the project the article speaks of: its places, parties, countries, its kind of thing."""
    result = article.result
    own_kind = [bool(kinds & subject.kinds) for kinds in article.kinds_head]
    own_place = bool(article.places_head & places)
    line = result.stream.line
    topics = {line[start:end] for start, end, kinds in (*result.topics, *result.assets) if kinds & subject.kinds}
    countries = article.lands[project]
    called = _called({line[start:end] for start, end, kinds in result.assets if kinds & subject.kinds}, subject)
    return {
        "own_word": float(called is True),
        "other_word": float(called is False),
        "places": log2(1 + len(places)),
        "respelled": float(bool(places) and places <= result.respelled),
        "place_head": float(own_place),
        "other_place_head": float(bool(article.places_head) and not own_place),
        "party": min(2.0, len(result.parties_of(project))),
        "topic_words": log2(1 + min(3, len(topics))),
        "kind_head": float(any(own_kind)),
        "other_kind_head": float(not all(own_kind)),
        "country": float(bool(countries & result.countries.keys())),
        "other_country_head": float(bool(article.countries_head) and not article.countries_head & countries),
        "foreign_head": float(bool(article.countries_head & countries) and bool(article.countries_head - countries)),
    } | {setting: 1.0 for setting in SETTINGS if setting in article.setting}


def _elsewhere(project: int, places: frozenset[int], subject: Subject, article: _Article) -> dict[str, float]:
    """What speaks for a like thing elsewhere: another town, another end, another number, another trade."""
    result = article.result
    hits = article.best[project].values()
    countries = article.lands[project]
    levels = {GROUPS[hit.level] for hit in hits}
    is_named = any(hit.level == "alias" for hit in hits)
    other_place = bool(article.places_head) and not article.places_head & places
    return {
        "other_bearer": float(other_place and levels <= {"weak", "placed"}),
        "without_country": float(levels == {"owner"} and bool(countries) and not result.countries.keys() & countries),
        "other_topic_head": float(
            bool(article.topics_head and subject.kinds)
            and not any(kinds & subject.kinds for kinds in article.topics_head)
        ),
        "other_kinds": float(
            bool(result.assets and subject.kinds) and not any(kinds & subject.kinds for _, _, kinds in result.assets)
        ),
        "other_end": float(not is_named and bool(places) and _has_other_end(places, article)),
        "other_number": float(elsewhere.has_other_number(result.stream, subject.numbered)),
    }


def _kin(project: int, subject: Subject, article: _Article) -> dict[str, float]:
    """Whether more of the countries named are of another thing of the kind than of this one, or fewer.

    They are compared where they share a country: a pipeline and its fourth line, two railways out of one country.
    """
    named = article.result.countries.keys()
    own = article.lands[project]
    balances = {
        len(named & (lands - own)) - len(named & (own - lands))
        for other, lands in article.lands.items()
        if other != project and own & lands and article.index.subjects[other].kinds & subject.kinds
    }
    return {"kin_better": float(max(balances, default=0) > 0), "kin_worse": float(min(balances, default=0) < 0)}


def _has_other_end(places: frozenset[int], article: _Article) -> bool:
    line = article.result.stream.line
    named = {line[start:end] for anchor in places for start, end in article.result.anchors[anchor]}
    return elsewhere.has_other_end(article.ends, named)


def _called(words: set[str], subject: Subject) -> bool | None:
    """Whether the article calls its kind of thing what the project's names do; ``None`` where nothing is to compare."""
    pairs = [(own, word) for own in subject.words for word in words if _script(own) == _script(word)]
    return any(own in word or word in own for own, word in pairs) if pairs else None


def _script(word: str) -> int:
    """Tell Latin, Cyrillic and Han apart: a word is compared with words in its own letters."""
    return (word[0] >= "\u0400") + (word[0] >= "\u3400")


def _manner(own: Mapping[int, Hit], subject: Subject, article: _Article) -> dict[str, float]:
    """How the article comes to speak of the project: as what is built or paid for, or in passing."""
    surest = min(_RANK[hit.level] for hit in own.values())
    naming = [hit for hit in own.values() if _RANK[hit.level] <= max(surest, _RANK["bag"])]
    stream, words = article.result.stream, article.words
    locative = sum(phrasing.follows(hit, stream.line, words.locative, 2) for hit in naming) / len(naming)
    cased = sum(phrasing.in_place_case(hit, stream) for hit in naming if stream.language == "kk") / len(naming)
    aside = sum(
        phrasing.follows(hit, stream.line, words.aside) or phrasing.precedes(hit, stream.line, words.aside_after)
        for hit in naming
    )
    figures = any(phrasing.figure_follows(hit, stream.line) for hit in naming)
    other_kind = any(not kinds & subject.kinds for kinds in article.kinds_head)
    return {
        "acting": float(any(hit.sentence in article.acting for hit in naming)),
        "aside": aside / len(naming),
        "figures": float(figures),
        "locative": locative,
        "place_case": cased,
        "sited": float(other_kind and 0 in own and locative + cased + aside > 0),
        "opening": sum(phrasing.opens(hit, stream) for hit in naming) / len(naming),
        "last_only": float(len(stream.marks) > 2 and min(own) >= len(stream.marks) - 1),
        "long_ago": float(all(phrasing.long_ago(hit, stream, article.year) for hit in naming)),
        "reminded": float(all(phrasing.is_reminder(sentence, stream, words.reminder) for sentence in own)),
    }
