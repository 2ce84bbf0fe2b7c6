"""What curators tell the reader of outlets whose pages the general way cannot read, each with a page as its test."""

from django.db import models
from django.db.models import Q

from news import extract


class Recipe(models.Model):
    """Selectors for the pages of one host, in force while it is switched on."""

    host = models.CharField(
        max_length=260, unique=True, help_text="Host, without www; it speaks for hosts below it too."
    )
    text = models.TextField(
        help_text="What holds the article's text: CSS, or XPath beginning with a slash; one a line."
    )
    title = models.TextField(blank=True, help_text="What holds the headline; empty leaves it to the general way.")
    date = models.TextField(
        blank=True, help_text="What holds the day of publication; empty leaves it to the general way."
    )
    drop = models.TextField(blank=True, help_text="What is taken away before the text is read: advertisements, lists.")
    language = models.CharField(max_length=10, blank=True, help_text="Language of its pages, as a code: a hint only.")
    note = models.CharField(max_length=500, help_text="Why the general way fails there.")
    enabled = models.BooleanField(default=True, help_text="Whether pages are read by it.")
    sample_url = models.URLField(max_length=2000, help_text="Address of the stored page.")
    sample = models.TextField(help_text="HTML of a page of that host: the recipe must read it.")
    outcome = models.TextField(blank=True, help_text="What came out when it was last tried on that page, in words.")
    tried_at = models.DateTimeField(null=True, blank=True, help_text="When it was last tried on that page.")
    worked_at = models.DateTimeField(null=True, blank=True, help_text="When it last read a page of the intake.")
    failed_at = models.DateTimeField(null=True, blank=True, help_text="When it last found nothing on a page.")
    failures = models.PositiveIntegerField(
        default=0, help_text="Pages in a row on which it found nothing: the outlet may have changed its layout."
    )
    edited_by = models.CharField(max_length=200, blank=True, help_text="Who saved it last.")

    class Meta:
        ordering = ["-failures", "host"]
        constraints = [
            models.CheckConstraint(condition=~Q(host="") & ~Q(text="") & ~Q(note=""), name="recipe_is_whole"),
        ]

    def __str__(self) -> str:
        return self.host

    @property
    def selectors(self) -> extract.Recipe:
        """What goes to the reader."""
        return extract.Recipe(text=self.text, title=self.title, date=self.date, drop=self.drop, language=self.language)
