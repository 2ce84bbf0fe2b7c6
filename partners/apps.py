"""Django's registration of the room `partners`."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Names the room; no work is done at import."""

    name = "partners"
