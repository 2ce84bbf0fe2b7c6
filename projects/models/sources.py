"""Who said it and where: publishers and citable documents."""

from django.db import models
from django.db.models import Q

from projects.choices import PublisherKind, Reliability


class Publisher(models.Model):
    """A body that publishes, with how far it can be relied on and why."""

    key = models.SlugField(max_length=120, unique=True, help_text="Short stable name.")
    name = models.CharField(max_length=200, help_text="Name as shown.")
    kind = models.CharField(
        max_length=20,
        choices=PublisherKind,
        default=PublisherKind.UNKNOWN,
        help_text="Who speaks; decides its class in the rule.",
    )
    country = models.ForeignKey(
        "Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text="Where it is at home. An official publisher speaks for its own country only.",
    )
    party = models.ForeignKey(
        "Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="publishes_as",
        help_text="The organisation it belongs to, if it is one of ours.",
    )
    reliability = models.CharField(
        max_length=10, choices=Reliability, default=Reliability.NORMAL, help_text="Low: never carries a figure alone."
    )
    reliability_reason = models.TextField(blank=True, help_text="Why its reliability is low.")
    languages = models.JSONField(default=list, blank=True, help_text="Languages it publishes in.")
    also_written = models.JSONField(default=list, blank=True, help_text="Other spellings of its name.")
    note = models.TextField(blank=True, help_text="State ownership and other things a reader should know.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PublisherKind.values), name="publisher_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(reliability=Reliability.LOW) | ~Q(reliability_reason=""), name="publisher_low_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """A citable document. ``voice`` is shared by syndicated copies, which count as one."""

    key = models.CharField(
        max_length=80, unique=True, help_text="Hash of the canonical address, or of publisher, title and date."
    )
    url = models.URLField(max_length=2000, blank=True, help_text="Where it was published.")
    publisher = models.ForeignKey(
        Publisher, on_delete=models.PROTECT, related_name="sources", help_text="Who published it."
    )
    credited = models.CharField(
        max_length=200, blank=True, help_text="Publisher as written on the document, if it differs."
    )
    title = models.CharField(max_length=500, help_text="Its title.")
    title_quoted = models.BooleanField(
        default=False,
        help_text="True where the title was seen; false where it was derived from the address or a description.",
    )
    language = models.CharField(max_length=10, help_text="Language of the document (BCP 47).")
    date = models.CharField(
        max_length=21, blank=True, help_text="When it was published, as far as known; empty when not."
    )
    date_earliest = models.DateField(null=True, blank=True, help_text="First day it can mean.")
    date_latest = models.DateField(null=True, blank=True, help_text="Last day it can mean.")
    retrieved = models.DateField(null=True, blank=True, help_text="When we read it.")
    voice = models.CharField(
        max_length=80, db_index=True, help_text="Shared by copies of one text, so that ten reprints count once."
    )
    archive_url = models.URLField(max_length=2000, blank=True, help_text="An archived copy.")
    content_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the text as read.")
    kind = models.CharField(
        max_length=20, blank=True, choices=PublisherKind, help_text="Overrides the publisher's kind for this document."
    )
    reliability = models.CharField(
        max_length=10, blank=True, choices=Reliability, help_text="Overrides the publisher's reliability."
    )
    reliability_reason = models.TextField(blank=True, help_text="Why the document's reliability is low.")
    note = models.TextField(blank=True, help_text="What a reader should know of the document.")
    demonstration = models.BooleanField(
        default=False, help_text="An article written to show the software; no real source."
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date="", date_earliest__isnull=True, date_latest__isnull=True)
                | (
                    Q(
                        date_earliest__isnull=False,
                        date_latest__isnull=False,
                        date_earliest__lte=models.F("date_latest"),
                    )
                    & ~Q(date="")
                ),
                name="source_date_is_whole",
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(voice=""), name="source_has_key_and_voice"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def effective_kind(self) -> str:
        """Kind of the document, or its publisher's."""
        return self.kind or self.publisher.kind

    @property
    def is_reliable(self) -> bool:
        """Whether it may carry a figure alone."""
        return (self.reliability or self.publisher.reliability) != Reliability.LOW
