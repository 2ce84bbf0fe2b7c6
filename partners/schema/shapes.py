"""What stands in the envelope: projects, the catalogue, evidence, the log and the words."""

# Members are named as in the answers; some (label, source, default) are also attributes of a serializer.
# mypy: disable-error-code="assignment"

from rest_framework import serializers

from partners.schema.parts import (
    Answer,
    CitedSource,
    Country,
    Described,
    FundingHeading,
    MilestoneHeading,
    PartialDate,
    Reference,
    Said,
    Statement,
    day,
    decimal,
    listed,
    of,
    string,
    whole,
    word,
    yes,
)
from projects import choices
from projects.models import Change, Listing, Place, Project, Publisher, Source


class Entry(Described):
    """What every entry of the catalogue has."""

    id = string("Public id: the same for life.")
    url = string("Its address in this API.")
    label = string("Our English label, as of today; not a cited name.")
    version = whole("The newest change that touched it: `updated_since` compares it.")


class ProjectHead(Entry):
    """The catalogue's own fields of a project."""

    short_label = of(Project, "short_label")
    sector = word(choices.Sector, "What kind of thing it is.")
    umbrella = yes("A pledge or programme that is not one project; no total ever adds it up.")
    countries = Country(many=True, help_text="Countries where it stands.")
    corridors = Reference(many=True, help_text="Corridors it lies on, as we group it.")


class SlipInShort(Described):
    """A slip as two dates."""

    title = string("What was promised.")
    first = string("The first promise.")
    now = string("Where it stands.")


class ListedProject(ProjectHead):
    """A project in a list."""

    names = serializers.DictField(child=serializers.CharField(), help_text="Cited headings by language.")
    status = word(choices.Status, "Status shown; null when none stands.", allow_null=True)
    status_as_of = string("When the status was true, as far as known.", allow_null=True)
    status_contested = yes("Reliable sources disagree on the status.")
    no_recent_evidence = yes("Nothing recent speaks of it: inferred, the stated status is unchanged.")
    contested = yes("Reliable sources disagree on some figure.")
    contested_kinds = listed(serializers.CharField(), "Kinds of claims on which they disagree.")
    forecast = string("Next promised completion or opening, a partial date.", allow_null=True)
    overdue = yes("The forecast lies in the past and nothing says it happened.")
    slippage_months = whole("Largest slip of a milestone, first promise to now, in whole months.", allow_null=True)
    slippage = SlipInShort(allow_null=True, help_text="That slip as two dates.")
    committed_usd = decimal(str(Listing._meta.get_field("committed_usd").help_text), allow_null=True)
    commitments_left_out = whole("Commitments that the sum leaves out: no amount, or no rate of their year.")
    last_evidence = day("Last day on which a dated claim speaks of it.")
    claim_count = whole("Live claims.")
    voice_count = whole("Independent voices behind them; copies of one text count once.")


class Period(Described):
    """A stretch of one status."""

    status = word(choices.Status, "The status.")
    since = string("When it is first said to have been true.")
    since_earliest = day("First day that can mean.")
    claims = listed(serializers.IntegerField(), "Claims that speak of it.")


class StatedDate(Described):
    """A date and the claim that states it."""

    claim = whole("Number of the claim.")
    text = string("The date as told.")
    earliest = day("First day it can mean.")
    latest = day("Last day it can mean.")


class MilestoneInShort(MilestoneHeading):
    """A milestone with its slip."""

    first = StatedDate(allow_null=True, help_text="The first promise.")
    now = StatedDate(allow_null=True, help_text="The day it happened, or the promise that holds.")
    slip_months = whole("Whole months from first promise to now; null without two dates.", allow_null=True)
    overdue = yes("Promised for a day that has passed, and nothing says it happened.")


class Milestone(MilestoneHeading):
    """A milestone with its successive promises and, once it happened, the day."""

    happened = Answer(allow_null=True, help_text="The day it happened.")
    promised = Answer(allow_null=True, help_text="The promise that holds.")
    promises = Statement(many=True, help_text="Promises in the order in which they were made.")
    undated_promises = whole("Promises that cannot be placed in that order.")
    first = StatedDate(allow_null=True, help_text="The first promise.")
    now = StatedDate(allow_null=True, help_text="The day it happened, or the promise that holds.")
    slip_months = whole("Whole months from first promise to now; null without two dates.", allow_null=True)


class Funding(FundingHeading):
    """One funding with its sum and who gives it."""

    amount = Answer(allow_null=True, help_text="The sum, in its own currency.")
    financiers = Answer(many=True, help_text="Who gives it.")
    usd = decimal("The sum in US dollars at the rate of its year; null where no rate is known.", allow_null=True)
    stands = yes("False once it was withdrawn.")


class FundingStage(Described):
    """All funding of one stage. Only commitments are summed as commitments."""

    stage = word(choices.Stage, "How far the money has come.")
    items = Funding(many=True, help_text="The fundings.")


class LeftOut(Described):
    """A commitment that the total leaves out."""

    funding = whole("Number of the funding.")
    why = serializers.ChoiceField(
        choices=["umbrella", "counted_within_another", "no_amount", "withdrawn", "no_rate"], help_text="Why."
    )


class Commitments(Described):
    """The total of commitments, with what it adds up and what it leaves out."""

    usd = decimal("Total in US dollars; null when nothing can be added up.", allow_null=True)
    counted = listed(serializers.IntegerField(), "Fundings added up.")
    left_out = LeftOut(many=True, help_text="Fundings left out.")


class NumberedSource(CitedSource):
    """A source of a dossier, in the order of its footnotes."""

    date = PartialDate(allow_null=True, help_text="When it was published, as far as known.")
    language = of(Source, "language")
    voice = of(Source, "voice")
    claims = listed(serializers.IntegerField(), "Claims that rest on it.")


class ProjectDossier(ProjectHead):
    """A project and all that named sources said of it, resolved under the rule."""

    status = Answer(allow_null=True, help_text="The status of the whole.")
    no_recent_evidence = yes("Nothing recent speaks of it: inferred, the stated status is unchanged.")
    status_of_parts = Answer(many=True, help_text="Statuses stated of parts of it.")
    history = Period(many=True, help_text="Stretches of one status, in order.")
    names = Answer(many=True, help_text="Cited names, headings first.")
    places = Answer(many=True, help_text="Places it lies at, in order.")
    milestones = Milestone(many=True, help_text="What happened and what is promised.")
    forecast = MilestoneInShort(allow_null=True, help_text="The next completion or opening not yet happened.")
    slippage = MilestoneInShort(allow_null=True, help_text="The milestone that slipped most.")
    funding = FundingStage(many=True, help_text="Money by stage.")
    commitments = Commitments(help_text="What is committed in all.")
    parties = Answer(many=True, help_text="Parties to the project itself.")
    chinese_roles = listed(serializers.CharField(), "China's part, derived from the parties at home there.")
    measures = Answer(many=True, help_text="Measured and planned quantities.")
    relations = Answer(many=True, help_text="How it stands to other projects.")
    texts = Answer(many=True, help_text="Statements that are no numbers, dates or parties.")
    stated_corridors = Answer(many=True, help_text="Corridors that sources put it on.")
    mentions = Answer(many=True, help_text="Sources that concern it, newest first.")
    sources = NumberedSource(many=True, help_text="Numbered sources.")
    voices = whole("Independent voices; copies of one text count once.")
    contested = yes("Reliable sources disagree on some figure.")
    last_evidence = day("Last day on which a dated claim speaks of it.")
    left_out_undated = whole("Claims without a date of saying that `said_by` leaves out.")


class Corridor(Entry):
    """A route along which goods move."""

    modes = listed(serializers.ChoiceField(choices=choices.Mode.choices), "How goods move along it.")
    countries = Country(many=True, help_text="Countries it crosses.")
    projects_url = string("Its projects.")


class Branch(Described):
    """The main line (branch '') or a named branch."""

    branch = string("Name of the branch; empty on the main line.")
    places = Reference(many=True, help_text="Places in order.")


def _answers() -> serializers.DictField:
    return serializers.DictField(child=Answer(many=True), help_text="What was said of it, by kind of claim.")


class CorridorDetail(Corridor):
    """A corridor with its stops and what was said of it."""

    branches = Branch(many=True, help_text="Its stops.")
    answers = _answers()


class ListedPlace(Entry):
    """A point on the ground."""

    kind = word(choices.PlaceKind, "What the place is.")
    country = Country(help_text="Where it lies.")
    latitude = serializers.FloatField(allow_null=True, help_text="Degrees north, WGS 84; null when unknown.")
    longitude = serializers.FloatField(allow_null=True, help_text="Degrees east, WGS 84; null when unknown.")
    coordinate_quality = word(choices.CoordinateQuality, "How the coordinates are known.", allow_null=True)
    coordinate_note = of(Place, "coordinate_note")
    geonames_id = whole("Number in GeoNames (CC BY 4.0).", allow_null=True)
    claims_url = string("Claims that name it.")


class PlaceDetail(ListedPlace):
    """A place with what was said of it."""

    answers = _answers()


class ListedOrganisation(Entry):
    """A body that owns, builds, lends, publishes or decides."""

    kind = word(choices.OrganisationKind, "What it is.")
    country = Country(allow_null=True, help_text="Its home; null for international bodies and where unknown.")
    claims_url = string("Claims that name it as a party.")


class OrganisationDetail(ListedOrganisation):
    """An organisation with what was said of it."""

    answers = _answers()


class Claim(Said):
    """What one source said of one thing. Never edited: a correction retracts it and records another."""

    id = whole("Number of the claim.")
    url = string("Its address in this API.")
    kind = word(choices.ClaimKind, "What it is on.")
    about = Reference(help_text="The entry it is about.")
    replaces = whole("The claim it corrects.", allow_null=True)
    ruling = word(choices.RulingKind, "What a curator did about it; null when nothing stands.", allow_null=True)
    ruled_in = whole("The change that ruled.", allow_null=True)
    live = yes("Not retracted.")


class PublisherInShort(Described):
    """A publisher beside its document."""

    key = of(Publisher, "key")
    name = of(Publisher, "name")
    url = string("Its address in this API.")


class SourceDocument(Described):
    """A citable document."""

    id = whole("Number of the source.")
    url = string("Its address in this API.")
    key = of(Source, "key")
    address = string("Where it was published.", allow_null=True)
    archive_address = string("An archived copy.", allow_null=True)
    title = of(Source, "title")
    title_quoted = yes(str(Source._meta.get_field("title_quoted").help_text))
    language = of(Source, "language")
    date = PartialDate(allow_null=True, help_text="When it was published, as far as known.")
    retrieved = day("When we read it.")
    publisher = PublisherInShort(help_text="Who published it.")
    credited = of(Source, "credited")
    kind = word(choices.PublisherKind, "Kind of the document, or its publisher's.")
    reliability = word(choices.Reliability, "Low: never carries a figure alone.")
    reliability_reason = of(Source, "reliability_reason")
    voice = of(Source, "voice")
    note = of(Source, "note")
    demonstration = yes(str(Source._meta.get_field("demonstration").help_text))
    claims_url = string("Claims that rest on it.")


class PublishingBody(Described):
    """A body that publishes, with how far it can be relied on and why."""

    key = of(Publisher, "key")
    url = string("Its address in this API.")
    name = of(Publisher, "name")
    kind = word(choices.PublisherKind, "Who speaks; decides its class in the rule.")
    country = string("ISO 3166-1 alpha-2 code of its home.", allow_null=True)
    party = Reference(allow_null=True, help_text="The organisation it belongs to, if it is one of ours.")
    reliability = word(choices.Reliability, "Low: never carries a figure alone.")
    reliability_reason = of(Publisher, "reliability_reason")
    languages = listed(serializers.CharField(), "Languages it publishes in.")
    also_written = listed(serializers.CharField(), "Other spellings of its name.")
    note = of(Publisher, "note")
    sources_url = string("Its documents.")


class LoggedChange(Described):
    """One act, however many claims it made."""

    id = whole("Number of the change; later changes have larger numbers.")
    url = string("Its address in this API.")
    at = serializers.DateTimeField(help_text="When we learned it (UTC). Never back-dated.")
    verb = of(Change, "verb")
    actor_kind = word(choices.ActorKind, "Whether a person or a program did it.")
    actor = of(Change, "actor_label")
    reason = of(Change, "reason")
    subject = string("Public id of what it concerns.", allow_null=True)
    source = whole("The source it rests on, if one does.", allow_null=True)
    projects = Reference(many=True, help_text="Projects whose dossier it touched.")
    claims_url = string("Claims it recorded.")
    fields = serializers.DictField(
        child=serializers.DictField(child=serializers.ListField(child=serializers.JSONField(allow_null=True))),
        help_text="Plain fields before and after, by the address of the row.",
    )
    undoes = whole("The change that this one takes back.", allow_null=True)
    undone_by = whole("The change that takes this one back.", allow_null=True)
