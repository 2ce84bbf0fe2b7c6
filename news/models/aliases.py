"""What curators say about the names by which projects are found; services write the rows, as changes in the log."""

from django.db import models
from django.db.models import Q


class AliasFamily(models.Model):
    """A rule that makes names, once a curator has switched it; what it is stands in ``news.linking.families``."""

    key = models.CharField(max_length=30, unique=True, help_text="Name of the rule.")
    is_off = models.BooleanField(default=False, help_text="Whether what it makes finds nothing.")

    class Meta:
        ordering = ["key"]
        verbose_name = "family of names"
        verbose_name_plural = "families of names"
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="alias_family_has_key")]

    def __str__(self) -> str:
        return f"Family of names “{self.key}”"


class BlockedName(models.Model):
    """A name that was switched off for one project, whoever gave it; one switched on again stays on."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="+", help_text="The project it does not find."
    )
    form = models.CharField(max_length=300, help_text="Its canonical form: every way to write it counts.")
    text = models.CharField(max_length=300, help_text="The name as it was shown.")
    language = models.CharField(max_length=10, help_text="Its language.")
    is_off = models.BooleanField(default=False, help_text="Whether it finds nothing.")

    class Meta:
        ordering = ["project", "form"]
        constraints = [
            models.UniqueConstraint(fields=["project", "form"], name="one_row_a_blocked_name"),
            models.CheckConstraint(condition=~Q(form=""), name="blocked_name_has_form"),
        ]

    def __str__(self) -> str:
        return f"Name “{self.text}” of {self.project}"


class SearchName(models.Model):
    """A name that a curator gave a project so that news finds it: no source says it, and no reader is shown it.

    Who gave it, when and why stands in the log of changes. Rows are written by ``news.services.search_names``.
    """

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="+", help_text="The project it finds."
    )
    form = models.CharField(max_length=300, help_text="Its canonical form: every way to write it counts.")
    text = models.CharField(max_length=300, help_text="The name as it was given.")
    language = models.CharField(max_length=10, blank=True, help_text="Language it is read in; empty for any.")
    needs_context = models.BooleanField(
        default=False, help_text="Whether others are called so too: it counts for less."
    )
    is_used = models.BooleanField(default=False, help_text="Whether it finds anything: not when it was withdrawn.")

    class Meta:
        ordering = ["project", "form"]
        constraints = [
            models.UniqueConstraint(fields=["project", "form"], name="one_row_a_search_name"),
            models.CheckConstraint(condition=~Q(form=""), name="search_name_has_form"),
        ]

    def __str__(self) -> str:
        return f"Search name “{self.text}” of {self.project}"
