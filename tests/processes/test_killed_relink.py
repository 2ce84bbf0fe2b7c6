"""kill -9 while stories gain a new project: the next look finds the rest, and nothing is there twice or changed."""

import json
import os
import subprocess
import sys

import pytest

from news import killpoints
from tests.processes import relink
from tests.processes.test_killed_intake import ROOT
from tests.processes.test_killed_intake import database as database  # noqa: PLC0414 - a fixture

pytestmark = pytest.mark.processes
PROGRAM = "import django; django.setup(); from tests.processes import relink; relink.main()"
WHOLE = {**dict.fromkeys(("open", "candidates", "confirmed", "told"), relink.STORIES), "told_twice": 0}


def test_a_look_killed_at_any_point_is_made_again(database, tmp_path):
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "CORRIDORS_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=540,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert set(found) == {"nowhere", *killpoints.RELINK_POINTS}
    for point, after in found.items():
        ended = after.pop("ended")
        assert ended == ([0, 0, 0] if point == "nowhere" else [-9, 0, 0]), f"{point}: {ended}"
        assert after == WHOLE, f"{point}: {after}"
