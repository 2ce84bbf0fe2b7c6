"""The group of curators: what its members may do at this door, as one table."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

GROUP = "Curators"
# Tables by app, and the acts on them. Nothing is ever deleted here, so nobody gets that permission.
MAY: dict[str, dict[str, tuple[str, ...]]] = {
    "projects": {
        "project": ("view", "add", "change"),
        "corridor": ("view", "add", "change"),
        "place": ("view", "add", "change"),
        "organisation": ("view", "add", "change"),
        "publisher": ("view", "add", "change"),
        "source": ("view", "change"),
        "claim": ("view", "add"),
        "ruling": ("add",),
        "suggestion": ("view", "change"),
        "change": ("view", "add"),
        "country": ("view",),
    },
    "news": {
        "feed": ("view", "add", "change"),
        "article": ("view", "add", "change"),
        "attempt": ("view",),
        "gdeltstream": ("view", "change"),
        "gdeltfile": ("view", "change"),
        "aliasfamily": ("view", "change"),
        "fittedweights": ("view", "change"),
        "recipe": ("view", "add", "change"),
        "host": ("view",),
        "story": ("view",),
    },
}


def has_group() -> bool:
    """Whether any curator's account was made here."""
    return Group.objects.filter(name=GROUP).exists()


def ensure_group() -> Group:
    """The group of curators with exactly the permissions of the table; made where it is missing."""
    wanted = Q()
    for app, tables in MAY.items():
        for table, acts in tables.items():
            codes = [f"{act}_{table}" for act in acts]
            wanted |= Q(content_type__app_label=app, codename__in=codes)
    group, _ = Group.objects.get_or_create(name=GROUP)
    group.permissions.set(Permission.objects.filter(wanted))
    return group
