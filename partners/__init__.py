"""The partners' door: the REST API."""
