"""GDELT's two streams of files, off until a curator switches them on, and what became of each file."""

from django.db import models
from django.db.models import Q

from news.models.work import Work


class FileState(models.TextChoices):
    """How far a file has come."""

    WAITING = "waiting", "Waits to be read"
    READ = "read", "Read"
    MISSING = "missing", "Not there"
    PASSED = "passed", "Passed over"
    GIVEN_UP = "given_up", "Given up"


class GdeltStream(Work):
    """One of GDELT's streams: the pages it read in English, or those it translated."""

    class Name(models.TextChoices):
        """Which stream."""

        ENGLISH = "english", "GDELT, pages in English"
        TRANSLATED = "translated", "GDELT, pages translated into English"

    name = models.CharField(max_length=10, choices=Name, unique=True, help_text="Which stream.")
    enabled_by_curator = models.BooleanField(default=False, help_text="Read only when a curator switched it on.")
    url = models.CharField(max_length=2000, help_text="Where its newest files are listed.")
    listed_until = models.DateTimeField(
        null=True, blank=True, help_text="The last quarter of an hour whose file is known; the next look goes on there."
    )
    tried = models.TextField(default="not yet tried", help_text="What came back when it was last asked, in words.")
    failures = models.FloatField(default=0, help_text="Weighted failures in a row; 0 after a success.")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When its list was last asked for.")

    class Meta:
        ordering = ["name"]
        verbose_name = "GDELT stream"

    def __str__(self) -> str:
        return self.get_name_display()


class GdeltFile(Work):
    """One file: a quarter of an hour of one stream."""

    stream = models.ForeignKey(
        GdeltStream, on_delete=models.CASCADE, related_name="files", help_text="The stream it belongs to."
    )
    stamp = models.DateTimeField(help_text="Its quarter of an hour (UTC).")
    url = models.CharField(max_length=2000, blank=True, help_text="Where it is; empty when none is listed.")
    size = models.PositiveBigIntegerField(default=0, help_text="Its size in bytes, as listed.")
    md5 = models.CharField(max_length=32, blank=True, help_text="Its check sum, as listed; empty when none was.")
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING, help_text="How far it is.")
    outcome = models.TextField(blank=True, help_text="What became of it, in words.")
    attempts = models.PositiveIntegerField(default=0, help_text="How often reading it was begun.")
    read_at = models.DateTimeField(null=True, blank=True, help_text="When it was read.")
    records = models.PositiveIntegerField(default=0, help_text="Records in it.")
    broken = models.PositiveIntegerField(default=0, help_text="Lines in it that are no records.")
    wanted = models.PositiveIntegerField(default=0, help_text="Addresses that passed the filter.")
    new = models.PositiveIntegerField(default=0, help_text="Addresses taken that were not known before.")

    class Meta:
        ordering = ["-stamp", "stream"]
        verbose_name = "GDELT file"
        constraints = [
            models.UniqueConstraint(fields=["stream", "stamp"], name="one_file_a_quarter"),
            models.CheckConstraint(condition=Q(state__in=FileState.values), name="gdelt_file_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=FileState.WAITING) | ~Q(outcome=""), name="gdelt_file_says_what_became_of_it"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="gdelt_file_state_due")]

    def __str__(self) -> str:
        return f"{self.stream}, {self.stamp:%Y-%m-%d %H:%M}"
