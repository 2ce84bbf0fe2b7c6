"""Change: the log and the clock. Who, when and why stand here once; claims and rulings point to it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.choices import ActorKind

if TYPE_CHECKING:
    from projects.models.catalogue import Project


class Change(models.Model):
    """One act, however many claims it made. Append-only; its id is the version of whatever it touched.

    ``fields`` maps an address (a public id, ``suggestion/12``) to ``{field: [before, after]}``, for plain fields only.
    """

    id = models.BigAutoField(primary_key=True, help_text="Number of the change; later changes have larger numbers.")
    at = models.DateTimeField(db_index=True, help_text="When we learned it (UTC). Never back-dated.")
    verb = models.CharField(max_length=40, help_text="What was done, as one word.")
    actor_kind = models.CharField(max_length=10, choices=ActorKind, help_text="Whether a person or a program did it.")
    actor_label = models.CharField(max_length=150, help_text="Who did it, as shown.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        help_text="The curator's account, where there is one.",
    )
    reason = models.TextField(blank=True, help_text="Why it was done.")
    subject = models.CharField(max_length=40, blank=True, db_index=True, help_text="Public id of what it concerns.")
    source = models.ForeignKey(
        "Source", null=True, blank=True, on_delete=models.PROTECT, help_text="The source it rests on, if one does."
    )
    projects: "models.ManyToManyField[Project, models.Model]" = models.ManyToManyField(
        "Project", related_name="changes", help_text="Projects whose dossier it touched."
    )
    fields = models.JSONField(default=dict, blank=True, help_text="Plain fields before and after.")
    undoes = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="undone_by",
        help_text="The change that this one takes back.",
    )
    is_public = models.BooleanField(default=True, help_text="Whether readers see it in the log.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undoes=None) | Q(undoes__lt=F("id")), name="change_undoes_an_earlier_one"
            ),
            models.CheckConstraint(condition=~Q(verb=""), name="change_has_a_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.verb} {self.subject}".strip()
