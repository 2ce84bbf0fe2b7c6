"""Says on every answer of a demonstration installation that it is one."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Corridors-Demonstration"


class DemonstrationMiddleware:
    """Sets ``request.demonstration``, and a header on every answer where it is true."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the request, and its answer in a demonstration."""
        request.demonstration = settings.DEMONSTRATION  # type: ignore[attr-defined] # requests carry what middleware adds
        response = self.get_response(request)
        if settings.DEMONSTRATION:
            response[HEADER] = "yes"
        return response
