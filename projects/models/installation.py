"""What kind of database this is: real facts or a demonstration. One row, written once."""

from django.db import models
from django.db.models import Q


class Installation(models.Model):
    """Marks the database, so that real facts and demonstration articles never meet in one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, help_text="Always 1: there is one row.")
    demonstration = models.BooleanField(help_text="True where demonstration articles are shown.")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="installation_is_one_row")]

    def __str__(self) -> str:
        return "demonstration" if self.demonstration else "real facts"
