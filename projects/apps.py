"""Django's registration of the room `projects`."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Names the room; no work is done at import."""

    name = "projects"
