"""How the addresses of the servers are told to the settings: one table of environment variables."""


def environment(*, database: str = "", redis: str = "") -> dict[str, str]:
    """Environment variables for a process that shall use these servers.

    Args:
        database: address of a PostgreSQL database, or empty for SQLite.
        redis: address of a Redis server without its database number, ``unix://`` or ``redis://``, or empty for none.
    """
    told = {}
    if database:
        told["DATABASE_URL"] = database
    if redis:
        told |= {"REDIS_URL": numbered(redis, 0), "CACHE_URL": numbered(redis, 1)}
        told["CELERY_BROKER_URL"] = broker(redis)
    return told


def numbered(redis: str, number: int) -> str:
    """The address of one of the server's numbered databases."""
    base = redis.split("?", maxsplit=1)[0]
    return f"{base}?db={number}" if base.startswith("unix:") else f"{_without_number(base)}/{number}"


def broker(redis: str) -> str:
    """The address as Celery writes it: its name for a unix socket is another."""
    base = redis.split("?", maxsplit=1)[0]
    if base.startswith("unix://"):
        return f"redis+socket://{base.removeprefix('unix://')}?virtual_host=0"
    return f"{_without_number(base)}/0"


def _without_number(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.split('/', maxsplit=1)[0]}"
