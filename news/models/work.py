"""What every row that is worked on has in common: when it is due and who is at it."""

from django.db import models


class Work(models.Model):
    """A row that workers take in turn. One takes it by a single compare-and-set; see ``news.leases``."""

    due_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="When it is next worked on; empty when there is nothing to do."
    )
    lease_until = models.DateTimeField(
        null=True, blank=True, help_text="Until when a worker has it to itself; empty when none has."
    )
    sent_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was put on a queue; empty once a worker took it."
    )
    sends = models.PositiveSmallIntegerField(
        default=0, help_text="How often it was put on a queue since a worker last took it."
    )
    lease = models.CharField(max_length=32, blank=True, help_text="Token of the worker that has it.")

    class Meta:
        abstract = True
