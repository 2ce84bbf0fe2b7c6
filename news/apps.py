"""Django's registration of the room `news`."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """Names the room, and tells the log of its rows that curators write."""

    name = "news"

    def ready(self) -> None:
        """Let acts on these rows stand in the log of changes, and be undone there."""
        from news.models import (  # noqa: PLC0415 - once the apps are ready
            AliasFamily,
            BlockedName,
            Feed,
            FittedWeights,
            GdeltStream,
            Recipe,
            SearchName,
        )
        from projects.services import fields  # noqa: PLC0415 - as above

        fields.keep(names=AliasFamily, name=BlockedName, search_name=SearchName, weights=FittedWeights)
        fields.keep(feed=Feed, gdelt=GdeltStream, recipe=Recipe)
