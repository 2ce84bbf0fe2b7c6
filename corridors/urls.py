"""Where each door stands."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path

from corridors import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
]
