"""Django's registration of the room `news`."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """Names the room, and tells the log of its rows that curators write."""

    name = "news"

    def ready(self) -> None:
        """Let acts on these rows stand in the log of changes, and be undone there."""
        from news.models import AliasFamily, BlockedName, FittedWeights  # noqa: PLC0415 - once the apps are ready
        from projects.services import fields  # noqa: PLC0415 - as above

        fields.keep(names=AliasFamily, name=BlockedName, weights=FittedWeights)
