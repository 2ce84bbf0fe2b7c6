"""What the production image holds, and that what compose.yaml starts serves every kind of work."""

import re

import yaml
from django.conf import settings

# What docs/production.md tells people to lay beside compose.yaml: passwords, and the whole database.
SECRETS = {".env", "*.dump"}


def _lines(name: str) -> set[str]:
    return set((settings.BASE_DIR / name).read_text().split())


def _services() -> dict[str, dict[str, object]]:
    return yaml.safe_load((settings.BASE_DIR / "compose.yaml").read_text())["services"]


def test_passwords_and_dumps_come_neither_into_the_image_nor_into_the_repository():
    assert _lines(".dockerignore") >= SECRETS
    assert _lines(".gitignore") >= SECRETS


def test_the_database_counts_as_ready_only_when_others_can_reach_it():
    asked = _services()["postgres"]["healthcheck"]["test"]
    assert asked[asked.index("-h") + 1] == "127.0.0.1"


def test_docker_waits_as_long_as_each_process_takes_to_end():
    dockerfile = (settings.BASE_DIR / "Dockerfile").read_text()
    requests = int(re.search(r'"--graceful-timeout", "(\d+)"', dockerfile)[1])
    services = _services()
    for name, service in services.items():
        grace = int(service.get("stop_grace_period", "10s").removesuffix("s"))
        if name == "web":
            assert grace > requests
        elif "worker" in (service.get("command") or []):
            assert grace > settings.CELERY_TASK_TIME_LIMIT


def test_every_queue_has_a_worker():
    served = set()
    for service in _services().values():
        command = service.get("command") or []
        if "-Q" in command:
            served.update(command[command.index("-Q") + 1].split(","))
    assert served == {queue.name for queue in settings.CELERY_TASK_QUEUES}
