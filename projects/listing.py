"""Deriving the listing: one row a project, filled from its dossier, for lists, sorting and search."""

from collections.abc import Iterable
from typing import Any

from projects import dossier
from projects.canonical import search_form
from projects.choices import ClaimKind
from projects.dossier import Dossier
from projects.models import Claim, Listing, Project

BATCH = 200


def derive(project_ids: Iterable[int]) -> None:
    """Fill the rows of these projects anew from their claims."""
    ids = sorted(project_ids)
    for start in range(0, len(ids), BATCH):
        for row in _rows(ids[start : start + BATCH]):
            Listing.objects.update_or_create(project_id=row.project_id, defaults=_columns(row))


def rederive() -> int:
    """Empty the listing and fill it again; returns how many rows it has."""
    Listing.objects.all().delete()
    ids = list(Project.objects.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        Listing.objects.bulk_create(_rows(ids[start : start + BATCH]))
    return len(ids)


def stale() -> list[str]:
    """What does not hold: rows that differ from what the claims give, and claims that contradict their headings."""
    found = []
    stored = {row.project_id: row for row in Listing.objects.all()}
    ids = list(Project.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        for fresh in _rows(ids[start : start + BATCH]):
            row = stored.pop(fresh.project_id, None)
            if row is None:
                found.append(f"project {fresh.project_id}: not listed")
            else:
                old, new = _columns(row), _columns(fresh)
                found += [f"project {fresh.project_id}: {name} is stale" for name in new if old[name] != new[name]]
    for claim in Claim.objects.exclude(milestone=None, funding=None).select_related("milestone", "funding"):
        for heading in (claim.milestone, claim.funding):
            if heading is not None and heading.project_id != claim.project_id:
                found.append(f"claim {claim.pk}: its {type(heading).__name__.lower()} belongs to another project")
    return found


def _columns(row: Listing) -> dict[str, Any]:
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


def _rows(project_ids: list[int]) -> list[Listing]:
    projects = list(Project.objects.filter(pk__in=project_ids).order_by("pk"))
    return [row_of(one) for one in dossier.load(projects)]


def row_of(found: Dossier) -> Listing:
    """The listing's row of a dossier."""
    status = found.status.shown if found.status else None
    forecast = found.forecast.now if found.forecast else None
    slippage = found.slippage
    committed = found.committed_usd
    return Listing(
        project=found.project,
        status=status.status if status else "",
        status_as_of=status.as_of_latest if status else None,
        status_contested=bool(found.status and found.status.contested),
        contested=bool(found.contested),
        forecast=forecast.date if forecast else "",
        forecast_latest=forecast.date_latest if forecast else None,
        slippage_months=slippage.slip_months if slippage else None,
        committed_usd=None if committed is None else int(committed.to_integral_value()),
        last_evidence=found.last_evidence,
        claim_count=len(found.claims),
        source_count=found.voices,
        search_text=search_text(found),
        card=card(found),
    )


def search_text(found: Dossier) -> str:
    """Every name of the project, ours and cited, in the form in which searches compare."""
    names = [found.project.label, found.project.short_label]
    names += [answer.head.text for answer in found.answers[ClaimKind.NAME]]
    return "\n".join(dict.fromkeys(search_form(name) for name in names if name))


def card(found: Dossier) -> dict[str, Any]:
    """What a list shows beside the columns: cited headings by language, the slip told as two dates, disputed kinds."""
    slippage = found.slippage
    slip = (
        {"title": slippage.milestone.title, "first": slippage.first.date, "now": slippage.now.date}
        if slippage and slippage.first and slippage.now
        else None
    )
    headings = {
        answer.head.language: answer.head.text for answer in reversed(found.names) if answer.head.topic == "heading"
    }
    return {
        "names": headings,
        "slip": slip,
        "contested": sorted({answer.head.kind for answer in found.contested}),
        "overtaken": bool(found.overtaken),
        "has_amount": any(
            item.amount and item.amount.shown and item.amount.shown.number is not None for item in found.money
        ),
        "status_as_of": found.status.shown.as_of if found.status and found.status.shown else "",
        "unconverted": found.commitments_unconverted,
    }
