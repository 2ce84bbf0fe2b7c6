"""A small world with a bit of everything."""

from types import SimpleNamespace

import pytest

from tests import factories


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    """A contested railway on a corridor, with promises, money, parties and places."""
    corridor = factories.corridor("Example Corridor")
    town = factories.place("Example Town", latitude=10.5, longitude=20.25, coordinate_quality="given_by_source")
    factories.country("CN")
    builder = factories.organisation("Example Builder", country=factories.country("CN"))
    railway = factories.project("Example Railway", corridors=[corridor])
    branch = factories.project("Example Branch")
    official = factories.source("official_host", country_code="XA", date="2024-01-10")
    paper = factories.source("media", date="2024-03-01")
    said = factories.said
    said(railway, "name", official, text="Example Railway", language="en", aspect="safe", topic="heading")
    said(railway, "status", official, status="under_construction", as_of="2024-01")
    said(railway, "status", paper, status="suspended", as_of="2024-02-20")
    said(railway, "measure", official, metric="route_length", number="272.50", unit="km", aspect="planned")
    said(railway, "measure", paper, metric="route_length", number="303", unit="km", aspect="planned")
    said(railway, "party", official, party=builder, role="contractor")
    said(railway, "place", official, other_place=town, position=1)
    said(railway, "relation", official, relation="continues", other_project=branch)
    said(railway, "corridor", official, other_corridor=corridor)
    said(railway, "text", paper, topic="dispute", text="Example words.", language="en")
    said(railway, "mention", paper, aspect="about")
    said(
        corridor, "measure", paper, metric="freight_traffic", number="1000000", unit="t", aspect="actual", as_of="2023"
    )
    said(town, "name", paper, text="Example Town", language="en", aspect="safe")
    said(builder, "name", paper, text="Example Builder", language="en", aspect="safe")
    factories.promised(railway, "2025", official)
    factories.promised(railway, "2027-12", factories.source("official_host", by=official.publisher, date="2024-09-01"))
    factories.amount(railway, "1500000000", "USD", official)
    factories.amount(railway, "90", "XTS", paper, title="Without a rate")
    return SimpleNamespace(
        corridor=corridor,
        town=town,
        builder=builder,
        railway=railway,
        branch=branch,
        official=official,
        paper=paper,
    )
