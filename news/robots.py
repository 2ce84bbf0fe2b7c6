"""What a site's robots.txt allows us (RFC 9309)."""

from dataclasses import dataclass

from protego import Protego

from corridors.outbound import LIMITS, OutboundError, RedirectLoop
from news import encodings

#: As it stands in the User-Agent: a site may name us with the version it saw in its log, or without.
AGENT = "Corridors/1.0"
_LONGEST_DELAY = 60.0


@dataclass(frozen=True)
class Rules:
    """The rules as they stood when the file was asked for: its text, or a blanket answer."""

    text: str = ""
    closed: str = ""

    def reason_against(self, url: str) -> str:
        """Why the address must not be fetched, in words; '' when it may."""
        if self.closed:
            return self.closed
        if self.text and not Protego.parse(self.text).can_fetch(url, AGENT):
            return "The site's robots.txt asks not to fetch this page."
        return ""

    @property
    def delay(self) -> float:
        """Seconds the site asks to leave between requests, at most a minute; 0 when it asks nothing."""
        if not self.text:
            return 0.0
        asked = Protego.parse(self.text).crawl_delay(AGENT)
        return min(float(asked), _LONGEST_DELAY) if asked else 0.0


def from_answer(status: int, body: bytes) -> Rules:
    """Rules from what the server answered to ``/robots.txt``.

    A file that is not there (4xx) allows everything; a server in trouble (5xx, 429) allows nothing until it is well.
    """
    if 200 <= status < 300:
        if len(body) >= LIMITS["robots"].size:
            # Of a long file the beginning was read: a rule cut in half would speak of far more than it means to.
            body = body[: body.rfind(b"\n") + 1] or body
        # With its byte order mark left in, the first line of the file would be none.
        return Rules(text=encodings.decode(body).text.lstrip("\ufeff").replace("\x00", ""))
    if 400 <= status < 500 and status != 429:
        return Rules()
    return Rules(closed=f"The site's robots.txt could not be read (it answered {status}), so nothing is fetched now.")


def from_failure(error: OutboundError) -> Rules:
    """Rules when there was no answer to ``/robots.txt``.

    One that only redirects is not there (RFC 9309, 2.3.1.2); else nothing is fetched until the site is well.
    """
    if isinstance(error, RedirectLoop):
        return Rules()
    return Rules(closed=f"The site's robots.txt could not be reached, so nothing is fetched now. {error.message}")
