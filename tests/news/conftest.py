"""What tests of the intake share: a site on loopback, no waiting between requests, a linker that knows one project."""

import pytest

from news.services import proposing
from tests import factories
from tests.corridors.servers import serve
from tests.news.worlds import NameLinker


@pytest.fixture
def site(settings):
    with serve() as running:
        settings.OUTBOUND_LOOPBACK = [running.address]
        settings.NEWS_HOST_SPACING = 0.0
        yield running


@pytest.fixture
def railway(db):
    return factories.project("Example Railway")


@pytest.fixture
def linker(railway, monkeypatch):
    known = NameLinker([railway])
    monkeypatch.setattr(proposing, "current_linker", lambda: known)
    return known
