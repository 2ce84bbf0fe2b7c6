"""Small shapes that many answers share."""

# Members are named as in the answers; some (label, source, default) are also attributes of a serializer.
# mypy: disable-error-code="assignment"

from typing import Any

from django.db.models import Model, TextChoices
from rest_framework import serializers

from projects import choices
from projects.models import Claim, Funding, Milestone, Source


class Described(serializers.Serializer[Any]):
    """A shape that is only ever described."""


def string(help_text: str, **options: Any) -> serializers.CharField:
    """A text member."""
    return serializers.CharField(help_text=help_text, **options)


def of(model: type[Model], field: str, **options: Any) -> serializers.CharField:
    """A text member that means what the model's field means."""
    return string(str(getattr(model._meta.get_field(field), "help_text", "")), **options)


def whole(help_text: str, **options: Any) -> serializers.IntegerField:
    """A whole number."""
    return serializers.IntegerField(help_text=help_text, **options)


def yes(help_text: str, **options: Any) -> serializers.BooleanField:
    """A yes or no."""
    return serializers.BooleanField(help_text=help_text, **options)


def day(help_text: str, **options: Any) -> serializers.DateField:
    """A day."""
    return serializers.DateField(help_text=help_text, allow_null=True, **options)


def word(words: type[TextChoices], help_text: str, **options: Any) -> serializers.ChoiceField:
    """A word of a vocabulary."""
    return serializers.ChoiceField(choices=words.choices, help_text=help_text, **options)


def decimal(help_text: str, **options: Any) -> serializers.RegexField:
    """A decimal number as text: nothing is rounded, and no reader's floating point can round it."""
    return serializers.RegexField(r"^-?[0-9]+(\.[0-9]+)?$", help_text=help_text, **options)


def listed(child: serializers.Field[Any, Any, Any, Any], help_text: str) -> serializers.ListField:
    """A list of plain values."""
    return serializers.ListField(child=child, help_text=help_text)


class PartialDate(Described):
    """A date as far as it is known: YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Qn, YYYY-Hn or start/end."""

    text = string("The date as told.")
    earliest = serializers.DateField(help_text="First day it can mean.")
    latest = serializers.DateField(help_text="Last day it can mean.")


class Reference(Described):
    """An entry of the catalogue; label and address are null where the public may not see it."""

    id = string("Public id: the same for life.")
    label = string("Our label, as of today; not a cited name.", allow_null=True)
    url = string("Address in this API.", allow_null=True)


class Country(Described):
    """A country."""

    code = string("ISO 3166-1 alpha-2 code.")
    name = string("Short English name.")


class MilestoneHeading(Described):
    """One thing that happens to a project. Successive promises of it share one milestone."""

    id = whole("Number of the milestone.")
    kind = word(choices.MilestoneKind, "What happens.")
    title = of(Milestone, "title")
    context = yes("Concerns another thing; kept out of the project's own course.")


class FundingHeading(Described):
    """One sum of money at one stage."""

    id = whole("Number of the funding.")
    stage = word(choices.Stage, "How far the money has come.")
    instrument = word(choices.Instrument, "In what form it comes.")
    title = of(Funding, "title")
    counted_within = whole("Funding that already includes this; no total counts it again.", allow_null=True)


class ClaimValue(Described):
    """What a claim states: the members of its kind (see /api/v1/vocabularies/) that hold something."""

    status = word(choices.Status, "Status stated.", required=False)
    aspect = of(Claim, "aspect", required=False)
    date = PartialDate(required=False, help_text="The date stated.")
    number = decimal("Number stated; of an amount, in its own currency.", required=False)
    unit = of(Claim, "unit", required=False)
    metric = of(Claim, "metric", required=False)
    scope = of(Claim, "scope", required=False)
    role = of(Claim, "role", required=False)
    relation = word(choices.Relation, "How the project stands to the other one.", required=False)
    milestone = MilestoneHeading(required=False, help_text="Which milestone a date belongs to.")
    funding = FundingHeading(required=False, help_text="Which funding an amount or a financier belongs to.")
    party = Reference(required=False, help_text="The organisation named as a party.")
    other_project = Reference(required=False, help_text="The other project of a relation.")
    other_place = Reference(required=False, help_text="The place named.")
    other_corridor = Reference(required=False, help_text="The corridor named.")
    position = whole("Order of the place along the project.", required=False)
    language = of(Claim, "language", required=False)
    topic = of(Claim, "topic", required=False)
    text = of(Claim, "text", required=False)


class CitedSource(Described):
    """A source as it stands beside a claim."""

    id = whole("Number of the source.")
    number = whole("Its footnote in this dossier.", required=False)
    publisher = string("Who published it.")
    publisher_kind = word(choices.PublisherKind, "Who speaks; decides its class in the rule.")
    reliable = yes("Whether it may carry a figure alone.")
    title = of(Source, "title")
    url = string("Where it was published.", allow_null=True)


class Said(Described):
    """What one source said."""

    value = ClaimValue(help_text="What it states.")
    source = CitedSource(help_text="Who said it.")
    as_of = PartialDate(allow_null=True, help_text="When it was true, as far as known.")
    said_on = PartialDate(allow_null=True, help_text="When the source said it, as far as known.")
    recorded_in = whole("The change in which we learned it.")
    quote = of(Claim, "quote")
    stated_as = of(Claim, "stated_as")
    note = of(Claim, "note")


class Statement(Said):
    """One claim in a dossier."""

    claim = whole("Number of the claim.")


class Answer(Described):
    """One question, the value shown under the rule, and every claim for and against it."""

    kind = word(choices.ClaimKind, "Kind of the claims on it.")
    question = ClaimValue(help_text="What is asked: claims that agree in these are rivals or support each other.")
    value = ClaimValue(
        allow_null=True, help_text="The value shown; null when only sources of low reliability tell one."
    )
    claims = listed(serializers.IntegerField(), "Claims behind the value, the shown one first.")
    support = Statement(many=True, help_text="The same claims in full.")
    rivals = Statement(many=True, help_text="Claims that say otherwise.")
    rule = serializers.ChoiceField(
        choices=["changing", "fixed", "list"],
        help_text="How rivals are weighed: of changing things the newest first, of fixed ones the publisher's class "
        "first, of lists all stand.",
    )
    contested = yes("Reliable sources disagree.")
    preferred = yes("A curator prefers the value shown.")
    overtaken = yes("A later claim has overtaken a curator's preference.")
    unconfirmed = yes("Only single sources of low reliability tell a value, so none is shown.")
