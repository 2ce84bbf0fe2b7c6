"""Addresses of the API, below /api/v1/."""

from django.urls import path, re_path

from partners.views import catalogue, evidence, log, projects, words
from partners.views.base import Nowhere

app_name = "partners"
urlpatterns = [
    path("", words.Index.as_view(), name="index"),
    path("projects/", projects.ProjectList.as_view(), name="projects-list"),
    path("projects/<str:key>/", projects.ProjectDetail.as_view(), name="projects-detail"),
    path("corridors/", catalogue.CorridorList.as_view(), name="corridors-list"),
    path("corridors/<str:key>/", catalogue.CorridorDetail.as_view(), name="corridors-detail"),
    path("places/", catalogue.PlaceList.as_view(), name="places-list"),
    path("places/<str:key>/", catalogue.PlaceDetail.as_view(), name="places-detail"),
    path("organisations/", catalogue.OrganisationList.as_view(), name="organisations-list"),
    path("organisations/<str:key>/", catalogue.OrganisationDetail.as_view(), name="organisations-detail"),
    path("sources/", evidence.SourceList.as_view(), name="sources-list"),
    path("sources/<str:key>/", evidence.SourceDetail.as_view(), name="sources-detail"),
    path("publishers/", evidence.PublisherList.as_view(), name="publishers-list"),
    path("publishers/<str:key>/", evidence.PublisherDetail.as_view(), name="publishers-detail"),
    path("claims/", evidence.ClaimList.as_view(), name="claims-list"),
    path("claims/<str:key>/", evidence.ClaimDetail.as_view(), name="claims-detail"),
    path("changes/", log.ChangeList.as_view(), name="changes-list"),
    path("changes/<str:key>/", log.ChangeDetail.as_view(), name="changes-detail"),
    path("metrics/", words.Metrics.as_view(), name="metrics-list"),
    path("vocabularies/", words.Vocabularies.as_view(), name="vocabularies-list"),
    path("schema/", words.Schema.as_view(), name="schema"),
    path("guide/", words.Guide.as_view(), name="guide"),
    re_path(r"^[\s\S]+$", Nowhere.as_view(), name="nowhere"),
]
