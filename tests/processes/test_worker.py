"""The embedded worker as a process of its own: signs of life, an orderly end, and no place beside a real broker."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.processes
WORKER = [sys.executable, "manage.py", "worker"]
OTHER_SERVERS = ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "CELERY_BROKER_URL")


def variables(data: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in OTHER_SERVERS}
    return kept | {"CORRIDORS_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "corridors.settings"} | more


def test_it_gives_signs_of_life_and_ends_when_asked(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=variables(tmp_path), check=True)
    signs = [tmp_path / "heartbeats" / name for name in ("worker", "beat")]
    with (tmp_path / "log").open("wb") as log:
        worker = subprocess.Popen(WORKER, env=variables(tmp_path), stdout=log, stderr=log)
    try:
        until = time.monotonic() + 60
        while not all(sign.exists() for sign in signs):
            assert worker.poll() is None, (tmp_path / "log").read_text()
            assert time.monotonic() < until, (tmp_path / "log").read_text()
            time.sleep(0.1)
        # Long enough for a look at what is due, and what is done at the start.
        time.sleep(7)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
    finally:
        worker.kill()
        worker.wait()
    said = (tmp_path / "log").read_text()
    assert "The worker has stopped" in said
    # Lines for each look would fill a disk while nothing happens.
    assert "news.tick" not in said


def test_it_refuses_to_stand_in_for_a_worker_of_a_real_broker(tmp_path: Path) -> None:
    told = variables(tmp_path, CELERY_BROKER_URL="redis://127.0.0.1:1/0")
    done = subprocess.run(WORKER, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "celery -A corridors worker" in done.stderr


# As compiling the names of a large catalogue does, in a process of the pool as production has it.
POOL = """
import django, os
django.setup()
from billiard.pool import Pool
from django.conf import settings

def compiled():
    held = b"x" * 800_000_000
    del held
    return os.getpid()

with Pool(1, max_memory_per_child=settings.CELERY_WORKER_MAX_MEMORY_PER_CHILD) as pool:
    print(len({pool.apply(compiled) for _ in range(3)}))
"""


def test_a_worker_that_has_compiled_a_large_catalogue_is_not_replaced_for_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", POOL], env=variables(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "1", done.stderr
