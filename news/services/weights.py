"""Which weights the linker uses: fits are kept, one is chosen, and choosing is a recorded act that can be undone."""

from django.utils import timezone

from corridors.errors import Conflict, Invalid
from news.linking.score import Weights
from news.models import FittedWeights
from projects.services import changes, fields
from projects.services.changes import Actor


def save(weights: Weights, learned_from: str) -> FittedWeights:
    """Keep a fit, unused.

    Raises:
        Conflict: a fit of this version is kept already.
    """
    row, is_new = FittedWeights.objects.get_or_create(
        version=weights.version,
        defaults={
            "bias": round(weights.bias, 4),
            "by_feature": {name: round(weight, 4) for name, weight in sorted(weights.by_feature.items())},
            "learned_from": learned_from,
            "fitted_at": timezone.now(),
        },
    )
    if not is_new:
        raise Conflict(f"The weights {weights.version} are kept already: nothing was decided since.")
    return row


def use(actor: Actor, chosen: FittedWeights | None, *, reason: str) -> int | None:
    """Let the linker use a fit, or with None the weights it came with; every worker takes them up by itself.

    Returns:
        The change, which can be undone; None when it stood so already.

    Raises:
        Invalid: no reason is given.
    """
    if not reason.strip():
        raise Invalid("Say why: the log tells it to the other curators.", field="reason")
    with changes.writing(actor, "choose", reason=reason, is_public=False) as act:
        for row in FittedWeights.objects.filter(is_used=True):
            if chosen is None or row.pk != chosen.pk:
                fields.write(act, row, {"is_used": False})
        if chosen is not None:
            fields.write(act, FittedWeights.objects.get(pk=chosen.pk), {"is_used": True})
    return act.id
