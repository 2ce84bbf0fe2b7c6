"""Rules of the whole suite: loopback only, nothing skipped in CI, servers on request, time frozen on request.

Markers: ``services`` wants PostgreSQL and Redis (fixtures ``postgres_url``, ``redis_url``), ``browser`` wants Chromium,
``postgresql`` and ``sqlite`` name the one database a test is about: the other lane leaves it out. ``stored`` is set
here on every test that asks for the database, and by those that ask for the cache: others are the same in both lanes.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime

import pytest
import time_machine
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as examples

from tests.services import postgres, redis
from tests.services.child import NoServerError

CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def pytest_configure(config: pytest.Config) -> None:
    if not CI:
        # As in CI, which Hypothesis knows by itself: no test fails because the machine is busy.
        examples.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
        examples.load_profile("untimed")
    config.addinivalue_line("markers", "postgresql: about PostgreSQL; left out of the SQLite lane")
    config.addinivalue_line("markers", "sqlite: about SQLite; left out of the PostgreSQL lane")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that ask for the database, and leave out those that are about the other one."""
    for item in items:
        # Without one of these, pytest-django lets no test near the database.
        if item.get_closest_marker("django_db") or "_django_db_helper" in getattr(item, "fixturenames", ()):
            item.add_marker("stored")
    vendor = "sqlite" if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else "postgresql"
    other = "postgresql" if vendor == "sqlite" else "sqlite"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI a skipped test is a failed one: what it needs has to be installed there."""
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and CI skips nothing: {report.longrepr[-1]}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """In CI a skipped module is a failed one too."""
    report = yield
    if CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, and CI skips nothing: {report.longrepr[-1]}"
    return report


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Address of a PostgreSQL server: the suite's own, else a child of this process, else a skip."""
    yield from _served("DATABASE_URL", postgres.server)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Address of a Redis server without its database number: the suite's own, else a child, else a skip."""
    for address in _served("REDIS_URL", redis.server):
        yield address.split("?")[0]


def _served(variable: str, server: Callable[[], AbstractContextManager[str]]) -> Iterator[str]:
    given = os.environ.get(variable)
    if given:
        yield given
        return
    try:
        with server() as address:
            yield address
    except NoServerError as missing:
        pytest.skip(str(missing))


@pytest.fixture
def frozen() -> Iterator[Callable[[str | datetime], time_machine.Traveller]]:
    """Freeze the clock: ``frozen("2026-05-01T12:00Z")``; its answer moves it on by ``.shift(seconds)``."""
    travels: list[time_machine.travel] = []

    def freeze(moment: str | datetime) -> time_machine.Traveller:
        travel = time_machine.travel(moment, tick=False)
        travels.append(travel)
        return travel.start()

    yield freeze
    for travel in reversed(travels):
        travel.stop()
