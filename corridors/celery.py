"""The Celery application: JSON messages that carry ids only; state lives in database rows."""

import os
from typing import Any

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridors.settings")

app = Celery("corridors")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.worker_ready.connect
def keep_heartbeat(sender: Any, **kwargs: Any) -> None:
    """Give signs of life from the worker's own timer, one for each queue it serves: they stop when its loop hangs."""
    from corridors import heartbeat  # noqa: PLC0415 - needs the settings, which may not be there at import

    names = [heartbeat.WORKER, *map(heartbeat.of_queue, sender.app.amqp.queues.consume_from)]
    for name in names:
        heartbeat.beat(name)
        sender.timer.call_repeatedly(heartbeat.EVERY, heartbeat.beat, (name,))
