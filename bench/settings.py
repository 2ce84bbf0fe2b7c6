"""Settings of installations that bench programs start: production's, with the waits after a loss cut to a sixth."""

from corridors.settings import *  # noqa: F403 - a settings module extends another by its names

# A lease is a third longer than a task may run, a message is sent again after one and a half leases: 20 and 30 seconds.
CELERY_TASK_SOFT_TIME_LIMIT = 10
CELERY_TASK_TIME_LIMIT = 15
SECRET_KEY = "bench-only"
