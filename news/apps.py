"""Django's registration of the room `news`."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """Names the room; no work is done at import."""

    name = "news"
