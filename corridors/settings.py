"""Settings, all from the environment; the defaults run the embedded installation: SQLite and an in-process broker."""

from datetime import UTC, datetime
from ipaddress import IPv6Network
from pathlib import Path
from typing import Any

import environ
from kombu import Exchange, Queue

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where an installation keeps what is its own: database, log, secret key. Never inside another installation's.
DATA_DIR = Path(env.str("CORRIDORS_DATA_DIR", default=str(BASE_DIR / "var" / "dev")))

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    _secret_file = DATA_DIR / "secret_key"
    # The embedded installation writes its key once (script/run); without one, tests and checks get a weak key
    # that `check --deploy` refuses.
    SECRET_KEY = _secret_file.read_text().strip() if _secret_file.is_file() else "django-insecure-not-for-production"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# True only for an installation that shows the newsroom's demonstration articles. A real installation refuses them,
# and a database made for one kind refuses to serve the other.
DEMONSTRATION = env.bool("CORRIDORS_DEMONSTRATION", default=False)
# Loopback addresses the outbound client may dial, as host:port. `check --deploy` refuses any.
OUTBOUND_LOOPBACK = env.list("CORRIDORS_OUTBOUND_LOOPBACK", default=[])
# Prefixes by which this network's own NAT64 carries IPv4 addresses: what they lead to is checked as any other address.
OUTBOUND_NAT64 = [IPv6Network(prefix) for prefix in env.list("CORRIDORS_NAT64", default=[])]
SITE_URL = env.str("CORRIDORS_SITE_URL", default="http://127.0.0.1:8000")
CONTACT = env.str("CORRIDORS_CONTACT", default="")

INSTALLED_APPS = [
    "curation.apps.CuratorsDoor",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "corridors",
    "projects",
    "news",
    "exchange",
    "curation",
    "public",
    "partners",
]
MIDDLEWARE = [
    "corridors.middleware.DemonstrationMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "corridors.urls"
WSGI_APPLICATION = "corridors.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "corridors.context.installation",
            ],
        },
    }
]

# The path is not made an address: "#", "?" and "%" in it would mean something else there.
_EMBEDDED = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA_DIR / "corridors.sqlite3")}
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL") if env.str("DATABASE_URL", default="") else _EMBEDDED
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-65536;"
            "PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.str("CACHE_URL", REDIS_URL)}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# Celery: rows are the truth, messages carry ids; every task may run twice or die at any line.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=REDIS_URL or "memory://localhost/")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Reading a page may begin with compiling the names of all projects: of 21,000 that is half a minute of a slow
# processor, which other processes want at the same time. All else has closer limits of its own.
CELERY_TASK_SOFT_TIME_LIMIT = 150
CELERY_TASK_TIME_LIMIT = 180
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
# What counts is the most a process ever held: one that compiled the names of 21,000 projects (800 MB for a moment, more
# while it has those of before) would else be replaced after that very task, and the next one compile again.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 1_500_000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "corridors.heartbeat:HeartbeatScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
if CELERY_BROKER_URL.startswith(("redis", "rediss", "unix")):
    # kombu looks for lost messages every tenth interval only, so the default would take 100 seconds more.
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, float] = {"visibility_timeout": 3600, "unacked_restore_interval": 1}
elif CELERY_BROKER_URL.startswith("memory:"):
    # How long an idle worker sleeps before it looks again; kombu's own second is most of a short task's time.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"polling_interval": 0.1}
# Queues by cost: a person waits for it, the network answers, the processor computes, the house is kept.
# A worker that is not told which to serve serves them all, in turn.
CELERY_TASK_DEFAULT_QUEUE = "upkeep"
CELERY_TASK_QUEUES = [
    Queue(name, Exchange("corridors"), routing_key=name) for name in ("pasted", "network", "reading", "upkeep")
]
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_ROUTES = {
    "news.poll": {"queue": "network"},
    "news.fetch": {"queue": "network"},
    "news.read": {"queue": "reading"},
    "news.gdelt_list": {"queue": "network"},
    "news.gdelt_file": {"queue": "network"},
    "news.gdelt": {"queue": "upkeep"},
    "news.tick": {"queue": "upkeep"},
    "news.sweep": {"queue": "upkeep"},
    "news.prune": {"queue": "upkeep"},
    "news.guard_names": {"queue": "upkeep"},
}
# Seconds between two looks at what is due: as long as one host is left alone by default, so that a host with much to
# fetch is asked at every slot and nothing is handed out only to put itself off.
NEWS_TICK = 5.0
# Beat remembers nothing. What is done seldom is due when it starts: an installation may never run for hours on end.
_AT_START = datetime(2000, 1, 1, tzinfo=UTC)
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    # A tick nobody took in time is not worth taking: the next one does the same.
    "news.tick": {"task": "news.tick", "schedule": NEWS_TICK, "options": {"expires": NEWS_TICK}},
    "news.gdelt": {"task": "news.gdelt", "schedule": 60.0, "options": {"expires": 60.0}},
    "news.prune": {"task": "news.prune", "schedule": 3600.0, "last_run_at": _AT_START},
    "news.guard_names": {"task": "news.guard_names", "schedule": 6 * 3600.0, "last_run_at": _AT_START},
}

# Seconds between two requests to one host, and the probability from which a story is laid before the curators.
NEWS_HOST_SPACING = env.float("CORRIDORS_HOST_SPACING", default=5.0)
NEWS_SUGGEST_FROM = env.float("CORRIDORS_SUGGEST_FROM", default=0.5)
# Days for which the text of an article is kept after its story was decided; 0 keeps all. Excerpts stay.
NEWS_TEXT_DAYS = env.int("CORRIDORS_TEXT_DAYS", default=365)
# GDELT's files, should a curator switch them on: where they are, how many hours are caught up after a pause, how many
# addresses one file may give, and the filter's file ('' for the one that comes with the program).
NEWS_GDELT_URL = env.str("CORRIDORS_GDELT_URL", default="http://data.gdeltproject.org/gdeltv2/")
NEWS_GDELT_HOURS = env.int("CORRIDORS_GDELT_HOURS", default=6)
NEWS_GDELT_MOST = env.int("CORRIDORS_GDELT_MOST", default=200)
NEWS_GDELT_FILTER = env.str("CORRIDORS_GDELT_FILTER", default="")
# Lets tests end a worker at named points of its work; `check --deploy` refuses it.
KILL_POINTS = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
FORMAT_MODULE_PATH = "corridors.formats"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(DATA_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
# What browsers and crawlers ask for by a fixed name: robots.txt and favicon.ico (drawn from static/img/mark.svg).
WHITENOISE_ROOT = BASE_DIR / "root"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

HTTPS = env.bool("CORRIDORS_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("CORRIDORS_BEHIND_PROXY", False) else None
# Health checks come from inside, over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
# Django's own page for a form without its token has a style sheet in it, which the policy below refuses.
CSRF_FAILURE_VIEW = "public.refusals.form_out_of_date"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
# The document is generated into openapi.yaml, which a test compares and the API serves.
SPECTACULAR_SETTINGS = {
    "TITLE": "Corridors",
    "DESCRIPTION": "What named sources said of infrastructure projects, when, and what follows by a public rule.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "Status": "projects.choices.Status",
        "Sector": "projects.choices.Sector",
        "MilestoneKind": "projects.choices.MilestoneKind",
        "FundingStageWord": "projects.choices.Stage",
        "FundingInstrument": "projects.choices.Instrument",
        "ClaimKind": "projects.choices.ClaimKind",
        "PublisherKind": "projects.choices.PublisherKind",
        "PlaceKind": "projects.choices.PlaceKind",
        "OrganisationKind": "projects.choices.OrganisationKind",
        "RulingKind": "projects.choices.RulingKind",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # One line a request says nothing that the rows of attempts do not say better.
    # Nor do three lines for each task, 40 a minute where nothing happens: failures are warnings or worse.
    "loggers": {
        name: {"level": "WARNING"} for name in ("httpx", "celery.beat", "celery.worker.strategy", "celery.app.trace")
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
