"""Listing: one row a project for lists, sorting and search. A cache: emptied and rebuilt without loss."""

from django.db import models


class Listing(models.Model):
    """What lists need of a dossier. Nothing here depends on today: overdue and stale are expressions."""

    project = models.OneToOneField(
        "Project", primary_key=True, on_delete=models.CASCADE, related_name="listing", help_text="The project."
    )
    status = models.CharField(
        max_length=20, blank=True, db_index=True, help_text="Status shown; empty when none stands."
    )
    status_as_of = models.DateField(null=True, blank=True, help_text="Last day the status's date can mean.")
    status_contested = models.BooleanField(default=False, help_text="Reliable sources disagree on the status.")
    contested = models.BooleanField(default=False, db_index=True, help_text="Reliable sources disagree on some figure.")
    forecast = models.CharField(
        max_length=21, blank=True, help_text="Next promised completion or opening, not yet happened."
    )
    forecast_latest = models.DateField(
        null=True, blank=True, db_index=True, help_text="Last day the forecast can mean."
    )
    slippage_months = models.IntegerField(
        null=True,
        blank=True,
        db_index=True,
        help_text="Largest slip of a milestone, first promise to now, in whole months.",
    )
    committed_usd = models.BigIntegerField(
        null=True,
        blank=True,
        db_index=True,
        help_text="Commitments in whole US dollars; null when none can be expressed.",
    )
    last_evidence = models.DateField(
        null=True, blank=True, db_index=True, help_text="Last day on which a dated claim speaks of the project."
    )
    claim_count = models.PositiveIntegerField(default=0, help_text="Live claims.")
    source_count = models.PositiveIntegerField(default=0, help_text="Independent voices behind them.")
    search_text = models.TextField(blank=True, help_text="Names in canonical form, for search.")
    card = models.JSONField(default=dict, help_text="What a list shows of the project, without names of others.")

    class Meta:
        ordering = ["project"]

    def __str__(self) -> str:
        return str(self.project_id)
