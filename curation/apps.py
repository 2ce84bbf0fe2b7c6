"""Django's registration of the room `curation`."""

from django.apps import AppConfig


class CurationConfig(AppConfig):
    """Names the room; no work is done at import."""

    name = "curation"
