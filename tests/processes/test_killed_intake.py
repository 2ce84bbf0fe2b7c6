"""kill -9 at each named point between poll and commit: exactly one article and one suggestion remain."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from news import killpoints
from tests.corridors.servers import serve
from tests.news.worlds import page, rss
from tests.services import addresses

pytestmark = pytest.mark.processes
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import sys, django; django.setup(); from tests.processes import intake; intake.main(*sys.argv[1:])"
WHOLE = {"articles": ["linked"], "suggestions": 1, "candidates": 1, "sources": 1}


def remained(database: str, broker: str, data: Path) -> dict[str, dict[str, object]]:
    """What was left in the database after a child was killed at each point and another had gone on."""
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "CORRIDORS_DATA_DIR": str(data),
        "CELERY_BROKER_URL": broker,
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "LOG_LEVEL": "ERROR",
    }
    with serve() as site:
        site.pages |= {"/feed.xml": rss(site, "/a"), "/a": page()}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, site.address, broker],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=540,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.fixture(params=["memory", "redis"])
def broker(request):
    if request.param == "memory":
        return "memory://"
    return addresses.broker(request.getfixturevalue("redis_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'killed.sqlite3'}"
        return
    server = request.getfixturevalue("postgres_url")
    name = f"killed_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield f"{server.rsplit('/', 1)[0]}/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_child_killed_at_any_point_loses_and_doubles_nothing(database, broker, tmp_path):
    found = remained(database, broker, tmp_path)
    assert set(found) == {"nowhere", *killpoints.POINTS}
    for point, after in found.items():
        ended = after.pop("ended")
        assert ended == ([0, 0] if point == "nowhere" else [-9, 0]), f"{point}: {ended}"
        assert after == WHOLE, f"{point}: {after}"


def test_there_are_at_least_ten_points():
    assert len(set(killpoints.POINTS)) >= 10


def test_a_point_does_nothing_unless_the_test_setting_is_on(monkeypatch):
    monkeypatch.setenv("CORRIDORS_KILL_AT", "read.claimed")
    killpoints.reached("read.claimed")
