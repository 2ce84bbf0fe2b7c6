"""Forms of the queue: one verdict on one suggestion, or one on many."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from curation.forms.acts import WHY_NEEDED
from curation.forms.entries import ReasonField
from projects.choices import Verdict
from projects.models import Candidate, ProposedClaim, Suggestion

CONFIRM, CONFIRM_NEXT, REJECT = "confirm", "confirm_next", "reject"
VERDICTS = ((CONFIRM, "Confirm"), (CONFIRM_NEXT, "Confirm and next"), (REJECT, "Reject"))
_WHY = "Why. Needed to reject, and then for curators only; readers see it in the log of what is confirmed."


class VerdictForm(forms.Form):
    """What a curator decided of one suggestion, as they saw it (``version``)."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=VERDICTS)
    candidates = forms.TypedMultipleChoiceField(coerce=int, required=False)
    proposed = forms.TypedMultipleChoiceField(coerce=int, required=False)
    reason = ReasonField(required=False, help_text=_WHY)

    def __init__(self, suggestion: Suggestion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(
            suggestion.candidates.select_related("project", "source__publisher").prefetch_related("proposed")
        )
        self.claims = {claim.pk: (row, claim) for row in self.rows for claim in row.proposed.all()}
        self.fields["candidates"].choices = [(row.pk, str(row)) for row in self.rows]  # type: ignore[attr-defined]  # a field of choices
        self.fields["proposed"].choices = [(pk, str(claim)) for pk, (_, claim) in self.claims.items()]  # type: ignore[attr-defined]  # a field of choices

    def clean(self) -> dict[str, Any]:
        """A confirmation names candidates, a rejection a reason, a claim the candidate it is on."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["verdict"] == REJECT:
            if not cleaned["reason"]:
                raise ValidationError("Say why you reject it.")
            return cleaned
        if not cleaned["candidates"]:
            raise ValidationError("Tick the project that the story concerns.")
        for pk in cleaned["proposed"]:
            row, _ = self.claims[pk]
            if row.pk not in cleaned["candidates"]:
                raise ValidationError(f"A ticked claim is on {row.project}, which is not ticked.")
        return cleaned

    def ticked(self, name: str) -> set[int]:
        """Which boxes show as ticked: those sent, or, at first, nothing but a clear best candidate."""
        if self.is_bound:
            sent = self.data.getlist(name)  # type: ignore[attr-defined]  # bound data of a request is a QueryDict
            return {int(value) for value in sent if value.isdecimal() and len(value) < 12}
        return {int(value) for value in self.initial.get(name, ())}


class BulkForm(forms.Form):
    """One verdict on many suggestions: each as it was when the list was shown. What is refused, readers do not see."""

    reason = ReasonField(required=False)

    def __init__(self, *args: Any, needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["reason"] = ReasonField(help_text=WHY_NEEDED)


def first_ticks(rows: list[Candidate]) -> list[int]:
    """What stands ticked before a curator looked: the likeliest project of a story that has a likeliest one."""
    return [rows[0].pk] if rows and not rows[0].choice and rows[0].score >= 0.5 else []


def is_open(row: Candidate | ProposedClaim) -> bool:
    """Whether nobody decided it yet."""
    return row.verdict == Verdict.OPEN
