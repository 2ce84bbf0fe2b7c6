"""What the other answers are written in: index, vocabularies, metrics and units, OpenAPI document, guide."""

import inspect
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import TextChoices
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from partners.addresses import of_collection
from partners.renderings.values import number
from partners.schema import documents
from partners.views.base import ReadView, answer_one
from projects import choices, metrics
from projects.kinds import KINDS
from projects.models import Change
from projects.resolve import RULE_VERSION
from projects.selectors import changes

COLLECTIONS = (
    "projects",
    "corridors",
    "places",
    "organisations",
    "sources",
    "publishers",
    "claims",
    "changes",
    "metrics",
    "vocabularies",
)
# Vocabularies of what partners read; those of the curators' queue are not among them.
VOCABULARIES: dict[str, type[TextChoices]] = {
    "status": choices.Status,
    "sector": choices.Sector,
    "mode": choices.Mode,
    "place_kind": choices.PlaceKind,
    "coordinate_quality": choices.CoordinateQuality,
    "organisation_kind": choices.OrganisationKind,
    "publisher_kind": choices.PublisherKind,
    "reliability": choices.Reliability,
    "milestone_kind": choices.MilestoneKind,
    "funding_stage": choices.Stage,
    "funding_instrument": choices.Instrument,
    "role": choices.Role,
    "claim_kind": choices.ClaimKind,
    "name_aspect": choices.NameAspect,
    "date_aspect": choices.DateAspect,
    "amount_aspect": choices.AmountAspect,
    "measure_aspect": choices.MeasureAspect,
    "mention_aspect": choices.MentionAspect,
    "relation": choices.Relation,
    "ruling": choices.RulingKind,
    "actor_kind": choices.ActorKind,
}


class Index(ReadView):
    """What there is."""

    @documents.INDEX
    def get(self, request: Request) -> Response:
        """List the collections, the number of the newest public change, and where all this is described."""
        head: Change | None = changes().only("id").select_related(None).first()
        return answer_one(
            {
                "name": "Corridors",
                "rule_version": RULE_VERSION,
                "last_change": head.pk if head else 0,
                "collections": {name: of_collection(name) for name in COLLECTIONS},
                "schema_url": reverse("partners:schema"),
                "guide_url": reverse("partners:guide"),
            }
        )


class Vocabularies(ReadView):
    """The words."""

    @documents.VOCABULARIES
    def get(self, request: Request) -> Response:
        """List every word that a field may hold, and what a claim of each kind holds."""
        return answer_one(
            {
                "vocabularies": [_vocabulary(name, words) for name, words in VOCABULARIES.items()],
                "claim_kinds": [_kind(name) for name in KINDS],
            }
        )


def _vocabulary(name: str, words: type[TextChoices]) -> dict[str, Any]:
    return {
        "name": name,
        "description": (inspect.getdoc(words) or "").split("\n")[0],
        "words": [{"value": value, "label": str(label)} for value, label in words.choices],
    }


def _kind(name: str) -> dict[str, Any]:
    kind = KINDS[name]
    return {
        "kind": name,
        "about": list(kind.about),
        "required": list(kind.required),
        "optional": list(kind.optional),
        "question": list(kind.slot),
        "rule": kind.rule.value,
        "rule_by_aspect": {str(aspect): rule.value for aspect, rule in kind.by_aspect.items()},
    }


class Metrics(ReadView):
    """What is measured."""

    @documents.METRICS
    def get(self, request: Request) -> Response:
        """List metrics with the units each is given in, and the units."""
        return answer_one(
            {
                "metrics": [_metric(one) for one in metrics.all_metrics().values()],
                "units": [
                    {"id": one.id, "label": one.label, "symbol": one.symbol} for one in metrics.all_units().values()
                ],
            }
        )


def _metric(one: metrics.Metric) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": one.label,
        "description": one.description,
        "group": one.group,
        "periodic": one.is_periodic,
        "canonical_unit": one.canonical_unit,
        "units": [{"unit": unit, "factor": number(factor)} for unit, factor in one.factors.items()],
    }


class Document(ReadView):
    """A file of ours that tells about the API; whatever else is asked of it is answered as everywhere here."""

    schema = None
    name: ClassVar[str] = ""
    media_type: ClassVar[str] = ""

    def get(self, request: Request) -> HttpResponse:
        """Give out the file."""
        text = (settings.BASE_DIR / self.name).read_text(encoding="utf-8")
        return HttpResponse(text, content_type=f"{self.media_type}; charset=utf-8")


class Schema(Document):
    """The committed OpenAPI document; a test holds it to what the code generates."""

    name, media_type = "openapi.yaml", "application/yaml"


class Guide(Document):
    """The guide for partners, as plain text."""

    name, media_type = "docs/api.md", "text/plain"
