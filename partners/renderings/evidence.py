"""Publishers, sources and changes as data."""

from collections.abc import Mapping
from typing import Any

from partners.addresses import of, of_collection
from partners.renderings.values import day, reference, span
from projects.models import Change, Publisher, Source


def publisher(row: Publisher) -> dict[str, Any]:
    """A body that publishes, with how far it is relied on and why."""
    return {
        "key": row.key,
        "url": of("publishers", row.key),
        "name": row.name,
        "kind": row.kind,
        "country": row.country_id,
        "party": reference(row.party),
        "reliability": row.reliability,
        "reliability_reason": row.reliability_reason,
        "languages": row.languages,
        "also_written": row.also_written,
        "note": row.note,
        "sources_url": of_collection("sources", f"publisher={row.key}"),
    }


def source(row: Source) -> dict[str, Any]:
    """A citable document."""
    return {
        "id": row.pk,
        "url": of("sources", row.pk),
        "key": row.key,
        "address": row.url or None,
        "archive_address": row.archive_url or None,
        "title": row.title,
        "title_quoted": row.title_quoted,
        "language": row.language,
        "date": span(row.date, row.date_earliest, row.date_latest),
        "retrieved": day(row.retrieved),
        "publisher": {"key": row.publisher.key, "name": row.publisher.name, "url": of("publishers", row.publisher.key)},
        "credited": row.credited,
        "kind": row.effective_kind,
        "reliability": row.reliability or row.publisher.reliability,
        "reliability_reason": row.reliability_reason or row.publisher.reliability_reason,
        "voice": row.voice,
        "note": row.note,
        "demonstration": row.demonstration,
        "claims_url": of_collection("claims", f"source={row.pk}"),
    }


def change(row: Change, shown: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """An act of the log; ``shown`` are the plain fields that it changed and the public may see."""
    undone_by = getattr(row, "undone_by", None)
    return {
        "id": row.pk,
        "url": of("changes", row.pk),
        "at": row.at.isoformat().replace("+00:00", "Z"),
        "verb": row.verb,
        "actor_kind": row.actor_kind,
        "actor": row.actor_label,
        "reason": row.reason,
        "subject": row.subject or None,
        "source": row.source_id,
        "projects": [reference(project) for project in row.projects.all()],
        "claims_url": of_collection("claims", f"change={row.pk}"),
        "fields": shown,
        "undoes": row.undoes_id,
        "undone_by": undone_by.pk if undone_by else None,
    }
