"""The linker's weights as fitted to what curators decided: one row a fit, one of them in use, or none."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from news.linking.score import Weights


class FittedWeights(models.Model):
    """A fit. At most one is used, under the writers' lock; while none is, the linker has the weights it came with."""

    version = models.CharField(
        max_length=40, unique=True, help_text="Names the fit; links say by which they were made."
    )
    bias = models.FloatField(help_text="Log odds of a candidate without any feature.")
    by_feature = models.JSONField(help_text="One number a feature, in log odds; positive speaks for the project.")
    learned_from = models.TextField(help_text="What it was fitted to, and what that brought, in words.")
    fitted_at = models.DateTimeField(help_text="When it was fitted.")
    is_used = models.BooleanField(default=False, help_text="Whether the linker uses it.")

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "fitted weights"
        constraints = [models.CheckConstraint(condition=~Q(version=""), name="fit_has_version")]

    def __str__(self) -> str:
        return f"Weights {self.version}"

    def clean(self) -> None:
        """Refuse to be used beside another; asked after an undoing, which puts back each row by itself.

        Raises:
            ValidationError: another fit is used.
        """
        other = FittedWeights.objects.filter(is_used=True).exclude(pk=self.pk).first()
        if self.is_used and other is not None:
            raise ValidationError(f"{other} are used since. Undo that first, or choose {self} anew.")

    def weights(self) -> Weights:
        """Return them as the linker takes them."""
        return Weights(self.version, self.bias, self.by_feature)
