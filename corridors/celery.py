"""The Celery application: JSON messages that carry ids only; state lives in database rows."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridors.settings")

app = Celery("corridors")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
