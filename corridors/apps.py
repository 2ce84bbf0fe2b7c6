"""Django's registration of the project package, and with it of its deployment checks."""

from django.apps import AppConfig


class CorridorsConfig(AppConfig):
    name = "corridors"

    def ready(self) -> None:
        """Register the checks; nothing else happens at start."""
        from corridors import checks  # noqa: F401, PLC0415 - importing registers them, once the apps are ready
