"""Django's registration of the room `public`."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Names the room; no work is done at import."""

    name = "public"
