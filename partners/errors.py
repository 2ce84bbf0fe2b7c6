"""One shape for whatever goes wrong: problem details (RFC 9457) with a stable code."""

import logging
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import DataError
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import set_rollback

from corridors.errors import DomainError
from partners.addresses import of_entry
from projects.selectors import Moved

MEDIA_TYPE = "application/problem+json"
# HTTP status of each code of the domain; a code without a row is a 400, which a test would show.
STATUS = {
    "invalid": HTTPStatus.BAD_REQUEST,
    "not_found": HTTPStatus.NOT_FOUND,
    "gone": HTTPStatus.GONE,
    "moved": HTTPStatus.PERMANENT_REDIRECT,
    "conflict": HTTPStatus.CONFLICT,
    "refused": HTTPStatus.FORBIDDEN,
}
# What the frameworks raise, by what it means here.
FRAMEWORK_CODES = {HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed"}
log = logging.getLogger(__name__)


def problem(status: HTTPStatus, code: str, detail: str, *, field: str = "", **members: Any) -> Response:
    """A problem document; ``type`` is a relative reference that ends in the code, explained in the guide."""
    body = {
        "type": f"/api/v1/guide/#{code}",
        "title": status.phrase,
        "status": status.value,
        "code": code,
        "detail": detail,
        **({"field": field} if field else {}),
        **members,
        "demonstration": settings.DEMONSTRATION,
    }
    return Response(body, status=status.value, content_type=MEDIA_TYPE)


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an error of ours or of the frameworks; None for a defect, which is logged and shown as such."""
    answer = _answer(error, context)
    if answer is not None:
        set_rollback()
    return answer


def _answer(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, Moved):
        return _moved(error, context["request"].query_params.urlencode())
    if isinstance(error, DomainError):
        status = STATUS.get(error.code, HTTPStatus.BAD_REQUEST)
        return problem(status, error.code, error.message, field=error.field)
    if isinstance(error, APIException):
        status = HTTPStatus(error.status_code)
        return problem(status, FRAMEWORK_CODES.get(status, "invalid"), str(error.detail))
    if isinstance(error, SuspiciousOperation):
        return problem(HTTPStatus.BAD_REQUEST, "invalid", "The request cannot be read: it holds too much or bad data.")
    if isinstance(error, OverflowError | DataError):
        log.warning("Refused by the database: %s", error)
        return problem(HTTPStatus.BAD_REQUEST, "invalid", "A number or text is larger than anything stored here.")
    return None


def _moved(error: Moved, query: str) -> Response:
    address = of_entry(error.entry) or ""
    location = f"{address}?{query}" if query else address
    answer = problem(HTTPStatus.PERMANENT_REDIRECT, "moved", error.message, moved_to=error.entry.public_id)
    answer["Location"] = location
    return answer
