"""What waits for a curator: one suggestion a story, a candidate a project, proposed claims, each with its verdict."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from projects.choices import MentionAspect, Origin, SuggestionState, Verdict

if TYPE_CHECKING:
    from projects.models.sources import Publisher, Source


class Suggestion(models.Model):
    """A story that may concern projects, with the excerpts that say why."""

    origin = models.CharField(max_length=10, choices=Origin, help_text="Where it came from.")
    dedup_key = models.CharField(
        max_length=80, unique=True, help_text="One suggestion a key, however often it is proposed."
    )
    story_key = models.CharField(max_length=80, blank=True, db_index=True, help_text="Opaque key of the story.")
    source = models.ForeignKey(
        "Source", on_delete=models.PROTECT, related_name="suggestions", help_text="The document."
    )
    copies: "models.ManyToManyField[Source, models.Model]" = models.ManyToManyField(
        "Source", blank=True, related_name="+", help_text="Later copies of the same story."
    )
    excerpts = models.JSONField(
        default=list, help_text="Pieces of the stored text, with their offsets; those of a copy name it."
    )
    state = models.CharField(
        max_length=10,
        choices=SuggestionState,
        default=SuggestionState.OPEN,
        db_index=True,
        help_text="Whether it still waits.",
    )
    ambiguous = models.BooleanField(
        default=False, help_text="Some of its candidates are named by the same words; which is meant is not clear."
    )
    created_at = models.DateTimeField(db_index=True, help_text="When it was laid before the curators.")
    top_score = models.FloatField(default=0, db_index=True, help_text="Probability of its likeliest candidate.")
    version = models.PositiveIntegerField(
        default=1, help_text="Grows with each verdict; a form with an older one is refused."
    )

    class Meta:
        ordering = ["-top_score", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SuggestionState.values), name="suggestion_state_is_known"),
            models.UniqueConstraint(fields=["story_key"], condition=~Q(story_key=""), name="one_suggestion_a_story"),
        ]

    def __str__(self) -> str:
        return str(self.source)

    def settled(self) -> str:
        """The state that the verdicts on its candidates make: it waits while one of them is open."""
        verdicts = set(self.candidates.values_list("verdict", flat=True))
        if not verdicts or Verdict.OPEN in verdicts:
            return SuggestionState.OPEN
        return SuggestionState.CONFIRMED if Verdict.CONFIRMED in verdicts else SuggestionState.REJECTED

    @property
    def other_outlets(self) -> "list[Publisher]":
        """Publishers that printed the story besides that of its source, each once."""
        printed = {copy.publisher_id: copy.publisher for copy in self.copies.all()}
        printed.pop(self.source.publisher_id, None)
        return list(printed.values())


class Candidate(models.Model):
    """A project the story may concern, with the probability and the words that speak for it."""

    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.CASCADE, related_name="candidates", help_text="The suggestion."
    )
    project = models.ForeignKey(
        "Project", on_delete=models.PROTECT, related_name="candidates", help_text="The project."
    )
    source = models.ForeignKey(
        "Source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="candidates",
        help_text="The later copy that names it; empty where the suggestion's own document does.",
    )
    score = models.FloatField(help_text="Probability, 0 to 1, that the story is about the project.")
    role = models.CharField(
        max_length=10,
        choices=MentionAspect,
        default=MentionAspect.ABOUT,
        help_text="About it, in passing, or in a round-up.",
    )
    reasons = models.JSONField(
        default=list, help_text="Which words, at which offsets of the stored text, with which weight."
    )
    choice = models.PositiveSmallIntegerField(
        default=0, help_text="Candidates of one number are named by the same words: one of them is meant. 0 is none."
    )
    verdict = models.CharField(max_length=10, blank=True, choices=Verdict, help_text="What a curator said of it.")

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "project"], name="one_candidate_a_project"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="candidate_score_is_a_probability"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="candidate_verdict_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.score:.2f}"

    @property
    def document(self) -> "Source":
        """The document whose words speak for it, and which its claims cite."""
        return self.source or self.suggestion.source


class ProposedClaim(models.Model):
    """A claim the story seems to make of a candidate: values as claims.record takes them."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="proposed", help_text="The candidate."
    )
    kind = models.CharField(max_length=10, help_text="Kind of claim.")
    values = models.JSONField(help_text="Columns of the claim, as text.")
    quote = models.TextField(help_text="The words of the stored text.")
    start = models.PositiveIntegerField(help_text="Where the quote starts in the stored text.")
    end = models.PositiveIntegerField(help_text="Where it ends.")
    verdict = models.CharField(max_length=10, blank=True, choices=Verdict, help_text="What a curator said of it.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="proposed_verdict_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.quote}"
