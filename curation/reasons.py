"""The linker's reasons in words a curator reads; one it has no words for is shown by its name."""

from typing import Any

from news.linking.families import FAMILIES

# Kinds of evidence, then what speaks of the story as a whole.
WORDS: dict[str, str] = {
    "alias": "its name",
    "weak": "a name that others bear too",
    "placed": "a name that is a place's too",
    "bag": "the words of its name, close together",
    "loose": "the words of its name, in one sentence",
    "pair": "two of its places and its kind",
    "spot": "a place of it beside its kind",
    "nations": "its countries and its kind",
    "firm": "a place of it, and a party of it",
    "owner": "a party to it, where its kind of thing is spoken of",
    "party": "a party to it",
    "start": "where every project starts, before a word is read",
    "acting": "it is said to be built, paid for or run",
    "alone_acting": "it alone is said to be built, paid for or run",
    "aside": "it is mentioned aside",
    "country": "its country",
    "crowd": "many projects are named together",
    "figures": "figures follow its name",
    "kind_head": "the title names its kind of thing",
    "last_only": "it comes only at the end",
    "locative": "it only says where something is",
    "place_case": "its case only says where something is",
    "long_ago": "only years well before the story",
    "named_again": "it is named again and again",
    "foreign_head": "the title names other countries beside its own",
    "other_country_head": "the title names another country",
    "other_end": "the story is of a line to another place",
    "other_kinds": "the story calls things by their kinds, and none is its kind",
    "other_number": "the story is of another number of its kind",
    "other_topic_head": "the title speaks of another field",
    "reminded": "the story only reminds of it",
    "without_country": "only a party speaks for it, and its country is not named",
    "kin_better": "the countries named fit another project of its kind better",
    "kin_worse": "the countries named fit it better than another of its kind",
    "other_bearer": "others bear its name, and the title names another place",
    "other_kind_head": "the title names another kind of thing",
    "other_place_head": "the title names another place",
    "place_head": "the title names its place",
    "places": "its places",
    "rival_head": "the title names another project",
    "rival_surer": "another project is named more surely",
    "words_surer": "the same words name another project more surely",
    "words_shared": "the same words speak as much for another project",
    "sited": "the story is of another thing that lies there",
    "topic_words": "words of its field",
    "named": "it is named",
    "partly": "it is named in part",
    "town": "a place of it, where its kind of thing is spoken of",
    "opening": "a sentence begins with its name",
    "other_word": "the story calls its kind of thing otherwise than its names do",
    "own_word": "the story calls its kind of thing as its names do",
    "people": "the story is of a person's life or office",
    "respelled": "its place is spelled otherwise",
    "weather": "the story is of the weather or what it does",
    "leisure": "the story is of sport or culture",
    "amount": "a sum it is known to cost",
}
# Where in the story.
ZONES: dict[str, str] = {"head": "in the title", "lead": "at the beginning", "later": "further down"}
# Where the words of a reason stand.
PLACES: dict[str, str] = {"title": "title", "text": "text"}
START = "start"


def in_words(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Reasons with ``said`` and ``where`` in words: the weightiest first, where every project starts last."""
    told = [
        {
            **one,
            "said": said(str(one.get("kind", ""))),
            "where": PLACES.get(str(one.get("field", "")), ""),
            "is_start": one.get("kind") == START,
            "made_by": _made_by(one),
        }
        for one in reasons
    ]
    return sorted(told, key=lambda one: (one["is_start"], -abs(float(one.get("weight") or 0))))


def _made_by(reason: dict[str, Any]) -> str:
    """What the reason rests on beside the text: the rule that made the name, or the weights."""
    rule = str(reason.get("rule") or "")
    if rule in FAMILIES:
        return f"a name made by the rule “{FAMILIES[rule].title}”"
    return f"weights {rule}" if rule and reason.get("kind") == START else rule


def said(kind: str) -> str:
    """A kind of reason in words; one weighed by where it stands says where."""
    if kind in WORDS:
        return WORDS[kind]
    bare, _, zone = kind.rpartition("_")
    return f"{WORDS[bare]}, {ZONES[zone]}" if bare in WORDS and zone in ZONES else kind.replace("_", " ")
