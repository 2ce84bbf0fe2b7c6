"""Entries of the catalogue as data, and a project as a row of a list."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from partners.addresses import of_collection, of_entry
from partners.renderings.values import HIDDEN, country, day, number, reference
from projects.models import Corridor, Entry, Listing, Organisation, Place, Project, Stop
from projects.resolve import is_stale


def entry(row: Entry) -> dict[str, Any]:
    """What every entry has."""
    return {"id": row.public_id, "url": of_entry(row), "label": row.label, "version": row.last_change_id}


def head(project: Project) -> dict[str, Any]:
    """The catalogue's own fields of a project: ours, as of today in every view."""
    return {
        **entry(project),
        "short_label": project.short_label,
        "sector": project.sector,
        "umbrella": project.umbrella,
        "countries": [country(row) for row in project.countries.all()],
        "corridors": [reference(row) for row in project.corridors.all() if row.state not in HIDDEN],
    }


def listed(project: Project, row: Listing, today: date) -> dict[str, Any]:
    """A project in a list: what the listing derived of its dossier."""
    card = row.card
    return {
        **head(project),
        "names": card.get("names", {}),
        "status": row.status or None,
        "status_as_of": card.get("status_as_of") or None,
        "status_contested": row.status_contested,
        "no_recent_evidence": is_stale(row.status, row.last_evidence, today),
        "contested": row.contested,
        "contested_kinds": card.get("contested", []),
        "forecast": row.forecast or None,
        "overdue": row.forecast_latest is not None and row.forecast_latest < today,
        "slippage_months": row.slippage_months,
        "slippage": card.get("slip"),
        "committed_usd": number(row.committed_usd),
        "commitments_left_out": card.get("unconverted", 0),
        "last_evidence": day(row.last_evidence),
        "claim_count": row.claim_count,
        "voice_count": row.source_count,
    }


def corridor(row: Corridor) -> dict[str, Any]:
    """A corridor in a list."""
    return {
        **entry(row),
        "modes": row.modes,
        "countries": [country(one) for one in row.countries.all()],
        "projects_url": of_collection("projects", f"corridor={row.public_id}"),
    }


def branches(stops: Iterable[Stop]) -> list[dict[str, Any]]:
    """The stops of a corridor in order, the main line (branch '') first."""
    by_branch: dict[str, list[dict[str, Any] | None]] = defaultdict(list)
    for stop in stops:
        by_branch[stop.branch].append(reference(stop.place))
    return [{"branch": branch, "places": places} for branch, places in sorted(by_branch.items())]


def place(row: Place) -> dict[str, Any]:
    """A place; coordinates say how they are known."""
    return {
        **entry(row),
        "kind": row.kind,
        "country": country(row.country),
        "latitude": row.latitude,
        "longitude": row.longitude,
        "coordinate_quality": row.coordinate_quality or None,
        "coordinate_note": row.coordinate_note,
        "geonames_id": row.geonames_id,
        "claims_url": of_collection("claims", f"place={row.public_id}"),
    }


def organisation(row: Organisation) -> dict[str, Any]:
    """An organisation."""
    return {
        **entry(row),
        "kind": row.kind,
        "country": country(row.country) if row.country else None,
        "claims_url": of_collection("claims", f"party={row.public_id}"),
    }
