"""Reading the API as a partner does, and holding what it answers against the OpenAPI document."""

from functools import cache
from typing import Any

import yaml
from django.conf import settings
from django.test import Client
from jsonschema import Draft202012Validator

SHAPES = {
    "index": "ContentsAnswer",
    "metrics": "MetricsAndUnitsAnswer",
    "vocabularies": "WordsAnswer",
    "projects": ("ListedProjectPage", "ProjectDossierAnswer"),
    "corridors": ("CorridorPage", "CorridorDetailAnswer"),
    "places": ("ListedPlacePage", "PlaceDetailAnswer"),
    "organisations": ("ListedOrganisationPage", "OrganisationDetailAnswer"),
    "sources": ("SourceDocumentPage", "SourceDocumentAnswer"),
    "publishers": ("PublishingBodyPage", "PublishingBodyAnswer"),
    "claims": ("ClaimPage", "ClaimAnswer"),
    "changes": ("LoggedChangePage", "LoggedChangeAnswer"),
}


def read(path: str, status: int = 200) -> dict[str, Any]:
    """The body at a path below /api/v1/."""
    response = Client().get(path if path.startswith("/") else f"/api/v1/{path}")
    assert response.status_code == status, (path, response.status_code, response.content[:500])
    return response.json()


def dossier(project: Any, query: str = "") -> dict[str, Any]:
    return read(f"projects/{project.public_id}/{query}")["data"]


@cache
def document() -> dict[str, Any]:
    return yaml.safe_load((settings.BASE_DIR / "openapi.yaml").read_text())


@cache
def _components() -> Any:
    return _modern(document()["components"])


def _modern(node: Any) -> Any:
    """OpenAPI 3.0 says nullable where JSON Schema says null; members that no shape names are refused."""
    if isinstance(node, list):
        return [_modern(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {key: _modern(value) for key, value in node.items() if key != "nullable"}
    if found.get("type") == "object" and "properties" in found:
        found["additionalProperties"] = False
    return {"anyOf": [found, {"type": "null"}]} if node.get("nullable") is True else found


def faults(shape: str, body: Any) -> list[str]:
    """What of a body the document does not say."""
    schema = {"$ref": f"#/components/schemas/{shape}", "components": _components()}
    return [f"{list(error.path)}: {error.message[:300]}" for error in Draft202012Validator(schema).iter_errors(body)]
