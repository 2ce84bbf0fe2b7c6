"""The families of names that find projects: what each is, and which of the names it makes are no good."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from news.linking.aliases import harvest
from news.linking.automaton import DoubleArrayMatcher
from news.linking.catalogue import GIVEN, Entry, Name, Origin
from news.linking.index import pattern, take_apart
from news.linking.lexicon import lexicon
from news.linking.stream import stream
from projects.canonical import canonical

#: A made name that more than this share of texts about none of the projects holds is a common word.
MOST_COMMON = 0.001
#: With fewer texts a share says nothing.
FEWEST_TEXTS = 1000
_SHORTEST = 4
_SHORTEST_HAN = 3


@dataclass(frozen=True, slots=True)
class Family:
    """One rule by which names are made, in words for curators. ``origin`` is the mark of what it makes."""

    title: str
    says: str
    origin: Origin
    #: Makes spellings of places, which find projects together with other words; none is a name by itself.
    of_places: bool = False


FAMILIES: dict[str, Family] = {
    "label": Family("Our label", "The label of the project, which is ours and in English.", "harvested"),
    "worded": Family(
        "Put into words",
        "Where no source names a project in a language: its places and countries as they are called there, and the "
        "word for what it is.",
        "harvested",
    ),
    "lettered": Family(
        "Put into words, some in other letters",
        "The same, where a word of the name has no known form in the language and is written in its letters.",
        "transliterated",
    ),
    "swapped": Family("Ends swapped", "A line named by its two ends is named from the other end too.", "harvested"),
    "bare": Family("Without brackets", "A name without what stands in brackets.", "harvested"),
    "numbered": Family(
        "Second of its name",
        "What is numbered 2, 3 or 4, called the second, third or fourth of that name.",
        "harvested",
    ),
    "ranked": Family(
        "Lines by rank",
        "What a letter tells from others of its kind, called by its place in the row: line D is the fourth line. "
        "Other things are called so too, so it counts beside other words of the project.",
        "harvested",
    ),
    "kazakh_letters": Family(
        "Kazakh in Russian letters",
        "Kazakh names and places typed with Russian letters, where the keyboard has no others.",
        "transliterated",
    ),
    "kazakh_latin": Family(
        "Kazakh in Latin letters", "Kazakh names in the alphabet of Latin letters of 2021.", "transliterated"
    ),
    "romanised": Family(
        "Latin letters",
        "Names and places in Cyrillic letters as English-language media write them, near to BGN/PCGN; only where no "
        "name in Latin letters is known.",
        "transliterated",
    ),
    "scholarly": Family(
        "Latin letters, ISO 9",
        "Russian names letter by letter after ISO 9; only where no name in Latin letters is known.",
        "transliterated",
    ),
    "gazetteer": Family(
        "Spellings of gazetteers", "Places as GeoNames spells them in any language.", "harvested", of_places=True
    ),
    "adjectives": Family(
        "Adjectives of places", "Russian adjectives of places that end in a vowel.", "harvested", of_places=True
    ),
    "spellings": Family(
        "Other spellings of a sound",
        "Places in Latin letters with the same sound written otherwise: kh and h, zh and j.",
        "transliterated",
        of_places=True,
    ),
}


def refused(entries: Sequence[Entry], off: Collection[str] = ()) -> dict[str, dict[str, str]]:
    """Return which made names may not be used, as project -> canonical form -> why, in words for curators.

    Too short, made of general words alone, or a name of another project as well. What a source or a curator said is
    never refused.
    """
    made = {entry.key: harvest(entry, off) for entry in entries}
    bearers: dict[str, set[str]] = defaultdict(set)
    for key, names in made.items():
        for name in names:
            # What a curator lets find one project takes no name from another: news of it has both for candidates.
            if name.origin != "curator":
                bearers[canonical(name.text)].add(key)
    found: dict[str, dict[str, str]] = {}
    for key, names in made.items():
        given = {canonical(name.text) for name in names if name.origin in GIVEN}
        reasons = {
            form: why
            for name in names
            if (form := canonical(name.text)) not in given and (why := _unfit(name, form, bearers[form]))
        }
        if reasons:
            found[key] = reasons
    return found


def _unfit(name: Name, form: str, bearers: Collection[str]) -> str:
    if is_short(form):
        return "too short"
    if len(bearers) > 1:
        return "another project is called the same"
    return "general words only" if is_general(name) else ""


def is_short(form: str) -> bool:
    """Whether a canonical form has fewer letters than tell anything."""
    letters = form.replace(" ", "")
    return len(letters) < (_SHORTEST_HAN if letters[:1] >= "\u3400" else _SHORTEST)


def is_general(name: Name) -> bool:
    """Whether a name is made of words for kinds of things, of one country and the like alone."""
    parts = take_apart(canonical(name.text, name.language), lexicon(), ())
    return not parts.telling and len(parts.countries) < 2


def common(
    names: Mapping[str, Iterable[Name]], texts: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], tuple[Name, int]]:
    """Return the names that are common words, as (project, canonical form) -> the name, in how many texts it is.

    Args:
        names: Names of each project.
        texts: Texts that concern none of them, each with its language; fewer than :data:`FEWEST_TEXTS` show nothing.
    """
    if len(texts) < FEWEST_TEXTS:
        return {}
    bearers: dict[str, list[tuple[str, Name]]] = defaultdict(list)
    for project, known in names.items():
        for name in known:
            stems = canonical(name.text, name.language)
            if stems:
                bearers[stems].append((project, name))
    forms = sorted(bearers)
    matcher = DoubleArrayMatcher([pattern(form) for form in forms])
    hits: dict[int, int] = defaultdict(int)
    for text, language in texts:
        for number in {number for _, _, number in matcher.find(stream("", text, language).line)}:
            hits[number] += 1
    return {
        (project, canonical(name.text)): (name, count)
        for number, count in hits.items()
        if count > MOST_COMMON * len(texts)
        for project, name in bearers[forms[number]]
    }
