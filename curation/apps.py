"""Django's registration of the room `curation`, and of the admin that stands in it."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate


class CurationConfig(AppConfig):
    """Names the room; no work is done at import."""

    name = "curation"

    def ready(self) -> None:
        """Keep what curators may do in step with the tables: an upgrade may bring new ones."""
        # Rights are made room by room in the order of INSTALLED_APPS; the news are the last that curators tend.
        post_migrate.connect(_renew_rights, sender=apps.get_app_config("news"))


def _renew_rights(**sent: Any) -> None:
    """Give the group of curators, where there is one, the rights of this version."""
    from curation import curators  # noqa: PLC0415 # models are there only once all apps are ready

    if curators.has_group():
        curators.ensure_group()


class CuratorsDoor(admin_apps.AdminConfig):
    """The stock admin with our site in it."""

    default = False  # one of two configurations in this module: the room itself is the other
    default_site = "curation.site.CurationSite"
