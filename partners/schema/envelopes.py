"""The envelope around every answer, the words, and the problem document."""

# Members are named as in the answers; some (label, source, default) are also attributes of a serializer.
# mypy: disable-error-code="assignment"

from functools import cache
from typing import Any

from rest_framework import serializers

from partners.schema.parts import Described, decimal, listed, string, whole, yes


class AskedView(Described):
    """Which moment the answer shows."""

    said_by = serializers.DateField(allow_null=True, help_text="Only what sources had said by this day.")
    known_at = serializers.DateField(allow_null=True, help_text="Only what we knew at the end of this day (UTC).")
    at_change = whole("Only what stood after this change.", allow_null=True)
    rule_version = string("Version of the rule that chose the values.")
    today = serializers.DateField(help_text="The day by which overdue and lack of evidence are judged.")


class Problem(Described):
    """What went wrong (RFC 9457), sent as application/problem+json."""

    type = string("Where the code is explained.")
    title = string("Phrase of the HTTP status.")
    status = whole("HTTP status.")
    code = string("Stable code: invalid, not_found, gone, moved, method_not_allowed.")
    detail = string("A sentence for people.")
    field = string("The parameter it concerns.", required=False)
    moved_to = string("Public id of what it was merged into.", required=False)
    demonstration = yes("True where demonstration articles are shown.")


class Word(Described):
    """A word with its label."""

    value = string("The word.")
    label = string("How it is written for people.")


class Vocabulary(Described):
    """A vocabulary."""

    name = string("Its name.")
    description = string("What it says.")
    words = Word(many=True, help_text="Its words.")


class ClaimKindTable(Described):
    """What a claim of a kind holds."""

    kind = string("The kind.")
    about = listed(serializers.CharField(), "What it may be about.")
    required = listed(serializers.CharField(), "Members of its value that it must have.")
    optional = listed(serializers.CharField(), "Members that it may have.")
    question = listed(serializers.CharField(), "Members that make one question.")
    rule = string("How rivals are weighed.")
    rule_by_aspect = serializers.DictField(child=serializers.CharField(), help_text="Other rules for some aspects.")


class Words(Described):
    """All vocabularies."""

    vocabularies = Vocabulary(many=True, help_text="The vocabularies.")
    claim_kinds = ClaimKindTable(many=True, help_text="The table of kinds.")


class UnitFactor(Described):
    """A unit that a metric is given in."""

    unit = string("Id of the unit.")
    factor = decimal("What turns it into the canonical one; null where nothing can.", allow_null=True)


class Measured(Described):
    """A metric."""

    id = string("Its id.")
    label = string("How it is written for people.")
    description = string("What exactly is measured.")
    group = string("What it belongs to.")
    periodic = yes("A figure belongs to the period it was measured in: another period is another question.")
    canonical_unit = string("Unit in which figures are compared.")
    units = UnitFactor(many=True, help_text="Units it is given in.")


class Unit(Described):
    """A unit."""

    id = string("Its id.")
    label = string("How it is written for people.")
    symbol = string("Its symbol; empty when it has none.")


class MetricsAndUnits(Described):
    """The controlled list of metrics and units."""

    metrics = Measured(many=True, help_text="Metrics.")
    units = Unit(many=True, help_text="Units.")


class Contents(Described):
    """What there is."""

    name = string("Name of the site's software.")
    rule_version = string("Version of the rule that chooses values.")
    last_change = whole("The newest public change: with `updated_since` or `since` a client asks for what comes after.")
    collections = serializers.DictField(child=serializers.CharField(), help_text="Addresses of the collections.")
    schema_url = string("The OpenAPI document.")
    guide_url = string("The guide for partners.")


@cache
def one(shape: type[Described], *, past: bool = False) -> type[Described]:
    """The envelope around one thing; ``past`` where it can be seen as of the past."""
    members: dict[str, Any] = {
        "__doc__": f"{shape.__name__} in the envelope.",
        "demonstration": yes("True where demonstration articles are shown."),
        "version": whole("The thing's version: its newest change; 0 where it has none."),
        "view": AskedView(allow_null=not past, help_text="Which moment it shows."),
        "data": shape(help_text="The thing."),
    }
    return type(f"{shape.__name__}Answer", (Described,), members)


@cache
def page(shape: type[Described], *, past: bool = False) -> type[Described]:
    """The envelope around a page of a list."""
    members: dict[str, Any] = {
        "__doc__": f"A page of {shape.__name__} in the envelope.",
        "demonstration": yes("True where demonstration articles are shown."),
        "view": AskedView(allow_null=not past, help_text="Which moment it shows."),
        "page_size": whole("Most rows on a page."),
        "count": whole("Rows of the whole list; null unless asked for with count=1.", allow_null=True),
        "next": string("Address of the next page; null on the last.", allow_null=True),
        "data": shape(many=True, help_text="The rows."),
    }
    return type(f"{shape.__name__}Page", (Described,), members)
