"""The servers that tests start for themselves answer, and are gone with the process that started them."""

import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest
import redis

from tests.services.addresses import broker, environment, numbered

pytestmark = pytest.mark.services


def test_postgres_knows_the_case_of_cyrillic(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute("SELECT upper('хоргос'), current_setting('server_encoding')").fetchone()
    assert row == ("ХОРГОС", "UTF8")


def test_redis_keeps_its_databases_apart(redis_url: str) -> None:
    first, second = (redis.Redis.from_url(numbered(redis_url, number)) for number in (14, 15))
    with first, second:
        first.set("who", "first")
        assert (first.get("who"), second.get("who")) == (b"first", None)
        first.flushdb()


def test_a_server_ends_with_the_process_that_started_it() -> None:
    program = (
        "import time\nfrom tests.services import redis\n"
        "with redis.server() as address:\n    print(address, flush=True)\n    time.sleep(600)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    address = parent.stdout.readline().strip()
    with redis.Redis.from_url(address) as client:
        pid = client.info()["process_id"]
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert _gone(pid), f"server {pid} outlived its parent"


def _gone(pid: int) -> bool:
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("unix:///run/r.sock", "redis+socket:///run/r.sock?virtual_host=0"),
        ("unix:///run/r.sock?db=3", "redis+socket:///run/r.sock?virtual_host=0"),
        ("redis://:word@127.0.0.1:6379/4", "redis://:word@127.0.0.1:6379/0"),
    ],
)
def test_celery_is_told_the_address_in_its_own_words(address: str, expected: str) -> None:
    assert broker(address) == expected


def test_broker_and_cache_never_share_a_database() -> None:
    told = environment(database="postgres://x@127.0.0.1/y", redis="redis://127.0.0.1:6379")
    assert told["DATABASE_URL"] == "postgres://x@127.0.0.1/y"
    assert (told["REDIS_URL"], told["CACHE_URL"]) == ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/1")
