"""The log a curator reads: every time we asked a server for something, what came of it."""

from django.db import models
from django.db.models import Q


class Attempt(models.Model):
    """One attempt at one address: when, what for, what came back, in words."""

    class Purpose(models.TextChoices):
        """What was asked for."""

        FEED = "feed", "Feed"
        PAGE = "page", "Page"
        ROBOTS = "robots", "robots.txt"
        DISCOVERY = "discovery", "Search for a feed"
        READING = "reading", "Reading a page"
        GDELT = "gdelt", "GDELT"

    purpose = models.CharField(max_length=10, choices=Purpose, help_text="What was asked for.")
    at = models.DateTimeField(db_index=True, help_text="When.")
    url = models.CharField(max_length=2000, help_text="The address asked.")
    host = models.CharField(max_length=260, db_index=True, help_text="Its host.")
    feed = models.ForeignKey(
        "Feed", null=True, blank=True, on_delete=models.CASCADE, related_name="log", help_text="For which feed."
    )
    article = models.ForeignKey(
        "Article", null=True, blank=True, on_delete=models.CASCADE, related_name="log", help_text="For which article."
    )
    gdelt = models.ForeignKey(
        "GdeltStream",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="log",
        help_text="For which GDELT stream.",
    )
    succeeded = models.BooleanField(help_text="Whether it gave what was wanted.")
    code = models.CharField(max_length=40, help_text="Stable name of the outcome, for counting.")
    words = models.TextField(help_text="What came back, or why nothing did.")
    status = models.PositiveIntegerField(null=True, blank=True, help_text="HTTP status; none when there was no answer.")
    size = models.PositiveIntegerField(default=0, help_text="Bytes read.")
    seconds = models.FloatField(default=0, help_text="How long it took.")
    seen = models.PositiveIntegerField(default=0, help_text="Items in the feed.")
    new = models.PositiveIntegerField(default=0, help_text="Items not seen before.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(code=""), name="attempt_says_what_came"),
        ]

    def __str__(self) -> str:
        return self.words
