"""What every template may ask about the installation: is it a demonstration, and since when is its worker silent."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from corridors import heartbeat


def installation(request: HttpRequest) -> dict[str, object]:
    """``demonstration`` (bool) and ``worker_silent``.

    That is a moment, "always" when the worker was never seen, "unknown" when its signs cannot be read, or nothing when
    it works.
    """
    return {"demonstration": settings.DEMONSTRATION, "worker_silent": SimpleLazyObject(_worker_silent)}


def _worker_silent() -> datetime | str:
    try:
        if not heartbeat.silent(heartbeat.WORKER):
            return ""
        return heartbeat.last(heartbeat.WORKER) or "always"
    except OSError:
        # Pages do without the worker, and without what it leaves its signs in.
        return "unknown"
