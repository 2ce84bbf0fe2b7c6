"""The words of the facts in ours: the tables of seeds/mappings/words.yaml, compared with the vocabularies."""

from collections.abc import Mapping

from django.db.models import TextChoices

from exchange.seeds.problems import Place, Problems
from projects import choices

FILE = "words.yaml"
Table = Mapping[str, str]
# Tables that must end in a vocabulary of ours; the others hold words for people.
ENDS_IN: dict[str, type[TextChoices]] = {
    "status": choices.Status,
    "stage": choices.Stage,
    "instrument": choices.Instrument,
    "role": choices.Role,
    "financier_role": choices.Role,
    "match": choices.NameAspect,
    "nature": choices.DateAspect,
    "figure_kind": choices.MeasureAspect,
}
FOR_PEOPLE = ("funding_scope", "instrument_noun", "stage_noun", "country")
# Words that are ours already and need no table.
SAME: dict[str, type[TextChoices]] = {
    "sector": choices.Sector,
    "mode": choices.Mode,
    "place_kind": choices.PlaceKind,
    "coordinate_quality": choices.CoordinateQuality,
    "organisation_kind": choices.OrganisationKind,
    "publisher_kind": choices.PublisherKind,
    "reliability": choices.Reliability,
    "milestone_kind": choices.MilestoneKind,
}


def tables(data: object, problems: Problems) -> dict[str, Table]:
    """Check the mapping tables and complete them with the words that are ours already."""
    place = Place(FILE)
    found: dict[str, Table] = {name: {word: word for word in words.values} for name, words in SAME.items()}
    given = data if isinstance(data, dict) else {}
    for name in (*ENDS_IN, *FOR_PEOPLE):
        table = given.get(name)
        if not isinstance(table, dict) or not all(isinstance(ours, str) for ours in table.values()):
            problems.add(place, name, None, "is missing or is no table of words")
            found[name] = {}
            continue
        found[name] = table
        for word, ours in table.items():
            if name in ENDS_IN and ours not in ENDS_IN[name].values:
                problems.add(place.at(name), word, ours, "is not a word of ours")
    for name in given.keys() - found.keys():
        problems.add(place, name, None, "is a table that is not mapped")
    return found
