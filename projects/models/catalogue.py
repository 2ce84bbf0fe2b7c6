"""The catalogue: what claims are about. Labels here are ours, as of today, and never shown as a cited name."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from projects.choices import CoordinateQuality, OrganisationKind, PlaceKind, Sector, State


class Country(models.Model):
    """A country by its ISO 3166-1 code."""

    code = models.CharField(max_length=2, primary_key=True, help_text="ISO 3166-1 alpha-2 code.")
    name = models.CharField(max_length=100, help_text="Short English name.")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name


class EntryQuerySet(models.QuerySet):
    """Reads that every door shares."""

    def visible(self) -> "EntryQuerySet":
        """What the public may see: the only publication rule."""
        return self.filter(state=State.PUBLISHED)


class Entry(models.Model):
    """A row of the catalogue: has an address for life and a version, is never deleted."""

    public_id = models.CharField(
        max_length=12, unique=True, help_text="Identifier for life: a letter for the kind, six characters and a check."
    )
    label = models.CharField(max_length=200, help_text="Our English label, as of today; not a cited name.")
    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.PUBLISHED,
        db_index=True,
        help_text="Draft, published, merged, withdrawn.",
    )
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        help_text="Where a merged entry went.",
    )
    last_change = models.ForeignKey(
        "projects.Change",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The newest change that touched it: its version.",
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into__isnull=True)),
                name="%(class)s_merged_names_its_successor",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="%(class)s_state_is_known"),
            models.CheckConstraint(condition=~Q(label=""), name="%(class)s_has_a_label"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def slug(self) -> str:
        """Decoration of the address; the public id alone finds the entry."""
        return slugify(self.label)[:80] or "-"


class Project(Entry):
    """Something that is built, run or paid for, with its own status."""

    short_label = models.CharField(max_length=60, blank=True, help_text="Shorter label for lists; ours.")
    sector = models.CharField(max_length=30, choices=Sector, db_index=True, help_text="What kind of thing it is.")
    umbrella = models.BooleanField(
        default=False, help_text="A pledge or programme that is not one project; no total ever adds it up."
    )
    countries = models.ManyToManyField(Country, related_name="projects", help_text="Countries where it stands.")
    corridors: "models.ManyToManyField[Corridor, models.Model]" = models.ManyToManyField(
        "Corridor", blank=True, related_name="projects", help_text="Corridors it lies on, as we group it."
    )

    class Meta(Entry.Meta):
        ordering = ["label"]


class Corridor(Entry):
    """A route along which goods move, through places in order."""

    modes = models.JSONField(default=list, help_text="How goods move along it: rail, road, sea, pipeline, power, air.")
    countries = models.ManyToManyField(Country, related_name="corridors", help_text="Countries it crosses.")

    class Meta(Entry.Meta):
        ordering = ["label"]


class Place(Entry):
    """A point on the ground: a town, a port, a crossing."""

    kind = models.CharField(max_length=20, choices=PlaceKind, help_text="What the place is.")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="places", help_text="Where it lies.")
    latitude = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="Degrees north, WGS 84; empty when unknown.",
    )
    longitude = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="Degrees east, WGS 84; empty when unknown.",
    )
    coordinate_quality = models.CharField(
        max_length=30, blank=True, choices=CoordinateQuality, help_text="How the coordinates are known."
    )
    coordinate_note = models.TextField(blank=True, help_text="What the coordinates stand for, in words.")
    geonames_id = models.PositiveIntegerField(null=True, blank=True, help_text="Number in GeoNames (CC BY 4.0).")
    search_names = models.JSONField(
        default=list, blank=True, help_text="Spellings from gazetteers, for search only; never shown as names."
    )

    class Meta(Entry.Meta):
        ordering = ["label"]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True, coordinate_quality="")
                | (
                    Q(latitude__isnull=False, longitude__isnull=False)
                    & Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180)
                    & ~Q(coordinate_quality="")
                ),
                name="place_coordinates_are_whole_and_say_how_known",
            ),
        ]


class Organisation(Entry):
    """A body that owns, builds, lends, publishes or decides."""

    kind = models.CharField(max_length=30, choices=OrganisationKind, help_text="What it is.")
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
        help_text="Its home; empty for international bodies and where unknown.",
    )

    class Meta(Entry.Meta):
        ordering = ["label"]


class Stop(models.Model):
    """A place on a corridor: the main line (branch '') or a named branch, in order."""

    corridor = models.ForeignKey(Corridor, on_delete=models.CASCADE, related_name="stops", help_text="The corridor.")
    branch = models.CharField(max_length=120, blank=True, help_text="Name of the branch; empty on the main line.")
    position = models.PositiveSmallIntegerField(help_text="Order along the branch, from 0.")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="stops", help_text="The place.")

    class Meta:
        ordering = ["corridor", "branch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["corridor", "branch", "position"], name="stop_position_is_taken_once")
        ]

    def __str__(self) -> str:
        return f"{self.corridor}: {self.place}"
