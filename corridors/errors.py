"""Errors of the domain: a stable code, a sentence for people, and the field it concerns. Mapped once per door."""


class DomainError(Exception):
    """A rule of the domain was broken. Tasks never retry it.

    ``code`` is stable (doors map it to an HTTP status), the message is a sentence for people, and ``field``
    names the input it concerns, or is empty.
    """

    code = "invalid"

    def __init__(self, message: str, *, field: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        if code:
            self.code = code


class Invalid(DomainError):
    """The values given make no sense: an amount without a currency, a date that cannot be."""

    code = "invalid"


class Conflict(DomainError):
    """Somebody else changed it first, or a later change stands on it; the message names that change."""

    code = "conflict"


class Refused(DomainError):
    """The actor may not do this, or the thing is not in a state in which it can be done."""

    code = "refused"


class NotFound(DomainError):
    """No such thing here."""

    code = "not_found"
