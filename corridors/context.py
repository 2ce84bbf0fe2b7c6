"""What every template may ask about the installation: is it a demonstration, and since when is its worker silent."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from corridors import heartbeat


def installation(request: HttpRequest) -> dict[str, object]:
    """``demonstration`` (bool) and ``worker_silent`` (a moment, "always" when never seen, or nothing when it works)."""
    return {"demonstration": settings.DEMONSTRATION, "worker_silent": SimpleLazyObject(_worker_silent)}


def _worker_silent() -> datetime | str:
    if not heartbeat.silent(heartbeat.WORKER):
        return ""
    return heartbeat.last(heartbeat.WORKER) or "always"
