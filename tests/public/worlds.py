"""Projects with a history, for the pages to show. Every name is invented."""

from projects.models import Project
from tests import factories


def disputed(label: str = "", **values) -> Project:
    """A railway with rival lengths, a slipping promise, money of several stages, parties, places and news."""
    railway = factories.project(label, **values)
    ministry = factories.source("official_host", country_code="XA", date="2024-03-01", title_quoted=True)
    paper = factories.source("media", date="2025-06-15", language="ru")
    agency = factories.source("official_host", country_code="XA", date="2025-06-20")
    undated = factories.source("media", date="")
    bank = factories.organisation("Example Policy Bank", kind="policy_bank", country=factories.country("CN"))
    town = factories.place("Example Junction")
    factories.said(railway, "name", ministry, text=railway.label, language="en", aspect="safe", topic="heading")
    factories.said(railway, "name", paper, text="Примерная дорога", language="ru", aspect="safe", topic="heading")
    factories.said(railway, "status", ministry, status="preparation", as_of="2024-03")
    factories.said(railway, "status", agency, status="under_construction", as_of="2025-06-20", quote="Work goes on")
    length = {"metric": "route_length", "unit": "km", "aspect": "planned", "scope": "whole line"}
    factories.said(railway, "measure", ministry, number=272, **length)
    factories.said(railway, "measure", agency, number=303, quote="303 kilometres", **length)
    factories.promised(railway, "2025", ministry, title="Line completed", kind="completed")
    factories.promised(railway, "2027-12", paper, title="Line completed", kind="completed")
    factories.promised(railway, "2028", undated, title="Line completed", kind="completed")
    factories.promised(railway, "2024-02-10", ministry, title="Agreement", kind="agreement_signed", aspect="happened")
    factories.amount(railway, 300_000_000, by=agency)
    factories.amount(railway, 321_000_000_000, "KZT", by=paper, stage="cost_estimate", title="Whole line")
    factories.said(railway, "party", agency, party=bank, role="lender")
    factories.said(railway, "place", ministry, other_place=town, position=0)
    factories.said(railway, "mention", paper, aspect="about")
    return railway
