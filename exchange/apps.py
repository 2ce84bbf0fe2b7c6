"""Django's registration of the room `exchange`."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Names the room; no work is done at import."""

    name = "exchange"
