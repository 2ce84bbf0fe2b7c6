"""What `manage.py check --deploy` refuses beyond Django's own list."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from corridors import marking
from corridors.outbound.addresses import TRANSLATED


@register(Tags.security, deploy=True)
def no_loopback(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A deployed installation never fetches from the machine it runs on."""
    if not settings.OUTBOUND_LOOPBACK:
        return []
    return [
        Error(
            f"OUTBOUND_LOOPBACK lets news be fetched from this machine ({', '.join(settings.OUTBOUND_LOOPBACK)}).",
            hint="Unset CORRIDORS_OUTBOUND_LOOPBACK; it is for demonstrations and tests.",
            id="corridors.E001",
        )
    ]


@register(Tags.security, deploy=True)
def no_kill_points(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Named points at which a process kills itself are for tests of crash recovery only."""
    if not getattr(settings, "KILL_POINTS", False):
        return []
    return [
        Error(
            "KILL_POINTS lets an environment variable end workers in the middle of their work.",
            hint="Unset KILL_POINTS; it is for tests.",
            id="corridors.E002",
        )
    ]


@register(Tags.security)
def nat64_can_be_read(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A prefix of another length would hide the address it carries."""
    wrong = [str(prefix) for prefix in settings.OUTBOUND_NAT64 if prefix.prefixlen not in TRANSLATED]
    lengths = ", ".join(map(str, sorted(TRANSLATED)))
    return [
        Error(f"CORRIDORS_NAT64: {prefix} has no length a translator uses ({lengths}).", id="corridors.E004")
        for prefix in wrong
    ]


@register(Tags.database)
def one_kind_of_data(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Real facts and demonstration articles never share a database: `migrate` refuses one of the other kind."""
    refusal = marking.refusal() if databases and "default" in databases else ""
    return [Error(refusal, id="corridors.E003")] if refusal else []
