"""Django's registration of the room `curation`, and of the admin that stands in it."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class CurationConfig(AppConfig):
    """Names the room; no work is done at import."""

    name = "curation"


class CuratorsDoor(admin_apps.AdminConfig):
    """The stock admin with our site in it."""

    default = False  # one of two configurations in this module: the room itself is the other
    default_site = "curation.site.CurationSite"
