"""Signs of life of the workers and of beat, readable from every process: a file when embedded, Redis in production."""

import logging
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from celery.beat import Scheduler
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

WORKER = "worker"
BEAT = "beat"
# Seconds between two signs, and after how many without one a process counts as silent.
EVERY = 5
SILENT_AFTER = 30


def of_queue(queue: str) -> str:
    """The name under which workers that serve a queue give signs of life."""
    return f"queue-{queue}"


def beat(name: str) -> None:
    """Leave a sign of life. One that cannot be left is logged, and shows as silence; it never stops the work."""
    try:
        if settings.REDIS_URL:
            cache.set(_key(name), time.time(), timeout=None)
        else:
            _write(_file(name), time.time())
    except Exception:
        log.exception("The heartbeat of %s could not be written", name)


def last(name: str) -> datetime | None:
    """When the process last gave a sign of life (UTC), or None when it never did.

    Raises:
        OSError: if where signs are kept cannot be read.
    """
    try:
        seconds = cache.get(_key(name)) if settings.REDIS_URL else _read(_file(name))
    except RedisError as error:
        raise OSError("Redis does not answer") from error
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def age(name: str) -> float | None:
    """Seconds since the last sign of life, or None when there never was one."""
    moment = last(name)
    return None if moment is None else max(0.0, (datetime.now(UTC) - moment).total_seconds())


def silent(name: str) -> bool:
    """Whether the process has given no sign of life for longer than it may."""
    seconds = age(name)
    return seconds is None or seconds > SILENT_AFTER


class HeartbeatScheduler(Scheduler):
    """Beat's schedule in memory (due times are database rows), with a sign of life at every tick."""

    _signed = 0.0

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due and give the seconds until the next look."""
        if time.monotonic() - self._signed >= EVERY:
            beat(BEAT)
            self._signed = time.monotonic()
        return min(super().tick(*args, **kwargs), EVERY)


def _key(name: str) -> str:
    return f"heartbeat:{name}"


def _file(name: str) -> Path:
    return Path(settings.DATA_DIR) / "heartbeats" / name


def _write(file: Path, seconds: float) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(f"{seconds:.3f}")
    fresh.replace(file)


def _read(file: Path) -> float | None:
    try:
        return float(file.read_text())
    except (FileNotFoundError, ValueError):
        return None
