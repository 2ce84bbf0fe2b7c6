"""Where each door stands."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from corridors import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("api/v1/", include("partners.urls")),
    path("", include("public.urls")),
]

handler400 = "public.refusals.bad_request"
handler404 = "public.refusals.not_found"
handler500 = "public.refusals.server_error"
