"""Addresses of the readers' door. The public id finds an entry; the slug behind it is decoration."""

from django.urls import path, re_path

from public import feeds, views_catalogue, views_changes, views_home, views_method, views_projects

app_name = "public"
ENTRY = r"(?P<public_id>[0-9A-Za-z]{1,12})/(?:(?P<slug>[-\w]*)/)?$"

urlpatterns = [
    path("", views_home.home, name="home"),
    path("projects/", views_projects.projects, name="projects"),
    re_path(rf"^projects/{ENTRY}", views_projects.project, name="project"),
    re_path(r"^projects/(?P<public_id>[0-9A-Za-z]{1,12})/changes\.atom$", feeds.project, name="project-feed"),
    re_path(r"^p/(?P<public_id>[0-9A-Za-z]{1,12})/?$", views_projects.short, name="short"),
    path("corridors/", views_catalogue.corridors, name="corridors"),
    re_path(rf"^corridors/{ENTRY}", views_catalogue.corridor, name="corridor"),
    path("places/", views_catalogue.places, name="places"),
    re_path(rf"^places/{ENTRY}", views_catalogue.place, name="place"),
    path("organisations/", views_catalogue.organisations, name="organisations"),
    re_path(rf"^organisations/{ENTRY}", views_catalogue.organisation, name="organisation"),
    path("changes/", views_changes.changes, name="changes"),
    path("changes.atom", feeds.everything, name="changes-feed"),
    path("method/", views_method.method, name="method"),
]
