"""Settings of the test suite: quick password hashing, plain static files, weak key; databases from the environment."""

import os
import tempfile
from pathlib import Path

from corridors.settings import *  # noqa: F403 - a settings module extends another by its names
from corridors.settings import CACHES, DATABASES, REDIS_URL
from tests.services.addresses import numbered

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
# Nothing of a developer's own installation is read or written.
DATA_DIR = Path(tempfile.gettempdir()) / "corridors-tests" / WORKER
if REDIS_URL:
    # Parallel runs of the suite share a server, never a database: one empties its cache as it likes.
    CACHES["default"]["LOCATION"] = numbered(REDIS_URL, 2 + int(WORKER))

SECRET_KEY = "tests-only"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = False
# Files are found when asked for: no test needs the collected ones.
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file: SQLite's database in memory knows no waiting between connections.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(tempfile.gettempdir()) / f"corridors-test-{os.getpid()}.sqlite3")}
