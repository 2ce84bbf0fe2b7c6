"""Claims, what a source said, written once; rulings, what a curator did about one; and the headings they share."""

from django.db import models
from django.db.models import F, Q

from projects.choices import ClaimKind, Instrument, MilestoneKind, RulingKind, Stage
from projects.kinds import ABOUT, claim_constraints


class Milestone(models.Model):
    """A heading: one thing that happens to a project. Successive promises of it share one milestone."""

    project = models.ForeignKey(
        "Project", on_delete=models.PROTECT, related_name="milestones", help_text="The project."
    )
    kind = models.CharField(max_length=20, choices=MilestoneKind, help_text="What happens.")
    title = models.CharField(max_length=200, help_text="What happens, in our words.")
    context = models.BooleanField(
        default=False, help_text="Concerns another thing; kept out of the project's own course."
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "title"], name="milestone_stands_once"),
            models.CheckConstraint(condition=Q(kind__in=MilestoneKind.values), name="milestone_kind_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="milestone_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class Funding(models.Model):
    """A heading: one sum of money for a project, at one stage."""

    project = models.ForeignKey("Project", on_delete=models.PROTECT, related_name="fundings", help_text="The project.")
    stage = models.CharField(max_length=20, choices=Stage, help_text="How far the money has come.")
    instrument = models.CharField(max_length=20, choices=Instrument, help_text="In what form it comes.")
    title = models.CharField(max_length=200, help_text="Which money, in our words.")
    counted_within = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="includes",
        help_text="Other funding of the project that already includes this; no total counts it again.",
    )

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "funding"
        constraints = [
            models.UniqueConstraint(fields=["project", "stage", "instrument", "title"], name="funding_stands_once"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="funding_stage_is_known"),
            models.CheckConstraint(condition=Q(instrument__in=Instrument.values), name="funding_instrument_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="funding_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


def _fk(model: str, related: str, help_text: str) -> models.ForeignKey:
    return models.ForeignKey(
        model, null=True, blank=True, on_delete=models.PROTECT, related_name=related, help_text=help_text
    )


def _whole(name: str) -> Q:
    """A partial date's three columns are filled together, in order."""
    return Q(**{name: "", f"{name}_earliest__isnull": True, f"{name}_latest__isnull": True}) | (
        Q(
            **{
                f"{name}_earliest__isnull": False,
                f"{name}_latest__isnull": False,
                f"{name}_earliest__lte": F(f"{name}_latest"),
            }
        )
        & ~Q(**{name: ""})
    )


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Reads that every verb shares."""

    def live(self) -> "ClaimQuerySet":
        """Claims that are not retracted today."""
        retracted = Ruling.objects.filter(kind=RulingKind.RETRACTED, lifted_by__isnull=True)
        return self.exclude(pk__in=retracted.values("claim"))


class Claim(models.Model):
    """What one source said of one thing. Never edited: a correction retracts it and records another."""

    change = models.ForeignKey(
        "Change", on_delete=models.PROTECT, related_name="claims", help_text="The change that recorded it."
    )
    replaces = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replacements",
        help_text="The claim it corrects.",
    )
    kind = models.CharField(max_length=10, choices=ClaimKind, help_text="What it is on.")

    project = _fk("Project", "claims", "The project it is about.")
    corridor = _fk("Corridor", "claims", "The corridor it is about.")
    place = _fk("Place", "claims", "The place it is about.")
    organisation = _fk("Organisation", "claims", "The organisation it is about.")
    milestone = _fk("Milestone", "claims", "Which milestone a date belongs to.")
    funding = _fk("Funding", "claims", "Which funding an amount or a financier belongs to.")

    source = models.ForeignKey("Source", on_delete=models.PROTECT, related_name="claims", help_text="Who said it.")
    quote = models.TextField(blank=True, help_text="The words of the source; empty when not seen, never composed.")
    stated_as = models.CharField(
        max_length=200, blank=True, help_text="The source's own word, where it differs from ours."
    )
    note = models.TextField(blank=True, help_text="Our remark on the claim.")
    as_of = models.CharField(max_length=21, blank=True, help_text="When it was true, as far as known.")
    as_of_earliest = models.DateField(null=True, blank=True, help_text="First day it can mean.")
    as_of_latest = models.DateField(null=True, blank=True, help_text="Last day it can mean.")
    said_on = models.CharField(max_length=21, blank=True, help_text="When the source said it, as far as known.")
    said_on_earliest = models.DateField(null=True, blank=True, help_text="First day it can mean.")
    said_on_latest = models.DateField(null=True, blank=True, help_text="Last day it can mean.")

    status = models.CharField(max_length=20, blank=True, help_text="Status stated.")
    aspect = models.CharField(
        max_length=20, blank=True, help_text="Promised or happened, actual or planned, safe or not: by kind."
    )
    date = models.CharField(max_length=21, blank=True, help_text="The date stated.")
    date_earliest = models.DateField(null=True, blank=True, help_text="First day it can mean.")
    date_latest = models.DateField(null=True, blank=True, help_text="Last day it can mean.")
    number = models.DecimalField(
        max_digits=28,
        decimal_places=8,
        null=True,
        blank=True,
        help_text="Number stated; of an amount, in its own currency.",
    )
    unit = models.CharField(
        max_length=30, blank=True, help_text="Unit of the number; of an amount, the ISO 4217 currency."
    )
    metric = models.CharField(max_length=40, blank=True, help_text="What was measured, from the list of metrics.")
    scope = models.CharField(max_length=300, blank=True, help_text="What exactly is measured or meant, in words.")
    role = models.CharField(max_length=30, blank=True, help_text="What the party is to the project or funding.")
    relation = models.CharField(max_length=20, blank=True, help_text="How the project stands to the other one.")
    party = _fk("Organisation", "party_claims", "The organisation named as a party.")
    other_project = _fk("Project", "related_claims", "The other project of a relation.")
    other_place = _fk("Place", "place_claims", "The place named.")
    other_corridor = _fk("Corridor", "corridor_claims", "The corridor named.")
    position = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Order of the place along the project."
    )
    language = models.CharField(max_length=10, blank=True, help_text="Language of the name or text.")
    topic = models.CharField(
        max_length=60, blank=True, help_text="What the text is on; 'heading' marks a name fit for a heading."
    )
    text = models.TextField(blank=True, help_text="The name or text stated.")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["project", "kind"], name="claim_project_kind"),
            models.Index(fields=["source", "kind"], name="claim_source_kind"),
        ]
        constraints = [
            *claim_constraints(),
            models.CheckConstraint(condition=_whole("as_of"), name="claim_as_of_is_whole"),
            models.CheckConstraint(condition=_whole("said_on"), name="claim_said_on_is_whole"),
            models.CheckConstraint(condition=_whole("date"), name="claim_date_is_whole"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(replaces__lt=F("id")), name="claim_replaces_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def about(self) -> "models.Model":
        """The entry it is about."""
        return next(entry for name in ABOUT if (entry := getattr(self, name)) is not None)


class Ruling(models.Model):
    """What a curator did about a claim, made in one change and perhaps lifted in another."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="rulings", help_text="The claim.")
    kind = models.CharField(max_length=10, choices=RulingKind, help_text="Retracted, preferred or deprecated.")
    change = models.ForeignKey(
        "Change", on_delete=models.PROTECT, related_name="rulings", help_text="The change that made it."
    )
    lifted_by = models.ForeignKey(
        "Change",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lifted",
        help_text="The change that lifted it.",
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(lifted_by__isnull=True), name="one_live_ruling_a_claim"
            ),
            models.CheckConstraint(condition=Q(kind__in=RulingKind.values), name="ruling_kind_is_known"),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True) | Q(lifted_by__gt=F("change")),
                name="ruling_lifted_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} claim {self.claim_id}"
