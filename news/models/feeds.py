"""Feeds that are polled, and what is known of them."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from news import schedule
from news.models.work import Work


class Feed(Work):
    """An address that lists a publisher's news: off until a curator switches it on."""

    publisher = models.ForeignKey(
        "projects.Publisher", on_delete=models.PROTECT, related_name="feeds", help_text="Whose news it lists."
    )
    url = models.CharField(max_length=2000, help_text="Where the feed is; a site's address until its feed was found.")
    url_key = models.CharField(max_length=32, unique=True, help_text="Key of the address: one row a feed.")
    site = models.CharField(max_length=2000, blank=True, help_text="The site it belongs to, as first given.")
    kind = models.CharField(max_length=20, blank=True, help_text="What it is written in; empty until it was read.")
    title = models.CharField(max_length=500, blank=True, help_text="What it calls itself.")
    language = models.CharField(max_length=10, blank=True, help_text="Language expected (BCP 47): a hint only.")
    enabled_by_curator = models.BooleanField(default=False, help_text="Polled only when a curator switched it on.")
    off_by_system = models.CharField(
        max_length=300, blank=True, help_text="Why the system stopped polling it, in words; empty while it does not."
    )
    tried = models.TextField(default="not yet tried", help_text="What came back when it was last tried, in words.")
    search = models.JSONField(
        default=dict, blank=True, help_text="How far the search for it has come on a site that has to be asked slowly."
    )
    interval = models.DurationField(default=schedule.DEFAULT, help_text="How often it is polled; follows its pace.")
    etag = models.CharField(max_length=500, blank=True, help_text="Validator of the last body that could be read.")
    last_modified = models.CharField(max_length=100, blank=True, help_text="The other validator.")
    body_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the last body that could be read.")
    conditional_polls = models.PositiveIntegerField(
        default=0, help_text="Polls since the last one without validators; now and then the whole is asked for."
    )
    sitemaps = models.JSONField(
        default=list, blank=True, help_text="Of an index: the sitemaps read of it, and which are still to be asked."
    )
    failures = models.FloatField(default=0, help_text="Weighted failures in a row; 0 after a success.")
    polled_at = models.DateTimeField(null=True, blank=True, help_text="When it was last asked.")
    succeeded_at = models.DateTimeField(null=True, blank=True, help_text="When it last answered well.")
    moved_to = models.CharField(max_length=2000, blank=True, help_text="Where it redirects for good, so it says.")
    moved_sightings = models.PositiveIntegerField(default=0, help_text="How often it said so in a row.")
    moved_since = models.DateTimeField(null=True, blank=True, help_text="Since when it says so.")

    class Meta:
        ordering = ["publisher__name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(url_key=""), name="feed_has_key"),
            models.CheckConstraint(condition=Q(interval__gt=timedelta(0)), name="feed_interval_is_positive"),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def active(self) -> bool:
        """Whether it is polled."""
        return self.enabled_by_curator and not self.off_by_system
