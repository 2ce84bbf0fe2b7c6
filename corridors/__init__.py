"""The Django project package: settings, urls, Celery, errors, outbound HTTP, health. Wiring; no models."""

from corridors.celery import app as celery_app

__all__ = ["celery_app"]
