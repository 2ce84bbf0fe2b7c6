"""A very small browser: cookies, redirects and forms, so that a check can do what a curator does."""

import html.parser
import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field

import say

PATIENCE = 30


@dataclass
class Form:
    """The fields that a form would send as it stands, and all that its boxes could say."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    offered: dict[str, list[str]] = field(default_factory=dict)

    def with_values(self, **values: list[str] | str) -> bytes:
        """The form's body with some fields put otherwise."""
        kept = [(name, value) for name, value in self.sent if name not in values]
        changed = [
            (name, value) for name, given in values.items() for value in ([given] if isinstance(given, str) else given)
        ]
        return urllib.parse.urlencode(kept + changed).encode()


class Page(html.parser.HTMLParser):
    """A page's text and forms."""

    def __init__(self, address: str, source: str) -> None:
        super().__init__()
        self.address = address
        self.source = source
        self.forms: list[Form] = []
        self._inside = False
        self._area = ""
        self._words: list[str] = []
        self.feed(source)

    @property
    def text(self) -> str:
        """What a reader sees, entities resolved, blanks joined."""
        return " ".join(" ".join(self._words).split())

    def form_with(self, name: str) -> Form:
        """The form that has a field of that name."""
        for form in self.forms:
            if name in form.offered:
                return form
        raise say.Failure(f"{self.address} has no form with a field '{name}'. It says: {self.text[:400]}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Gather forms and their fields."""
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.forms.append(Form())
            self._inside = True
        if not self._inside or "name" not in given or "disabled" in given:
            return
        name, value, kind = given["name"], given.get("value", ""), given.get("type", "text")
        self.forms[-1].offered.setdefault(name, []).append(value)
        if tag == "textarea":
            self._area = name
        elif tag == "input" and (kind not in {"checkbox", "radio", "submit"} or "checked" in given):
            self.forms[-1].sent.append((name, value))

    def handle_endtag(self, tag: str) -> None:
        """Leave a form or a text area."""
        if tag == "form":
            self._inside = False
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        """Keep the words, and the content of text areas."""
        if self._area and self._inside:
            self.forms[-1].sent.append((self._area, data.strip("\n")))
        else:
            self._words.append(data)


class Browser:
    """Talks to one address, keeping its cookies.

    Args:
        address: of the site, without a slash at the end.
        behind_tls: speak as the proxy in front of a production site does.
    """

    def __init__(self, address: str, *, behind_tls: bool = False) -> None:
        self.address = address
        # A proxy's own loopback connection is as good as the visitor's https.
        policy = http.cookiejar.DefaultCookiePolicy(secure_protocols=("https", "http"))
        self.cookies = http.cookiejar.CookieJar(policy)
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self._headers = {"X-Forwarded-Proto": "https"} if behind_tls else {}
        self._shown = address.replace("http://", "https://") if behind_tls else address

    def get(self, path: str) -> Page:
        """Read a page."""
        return self._ask(path, None)

    def send(self, path: str, body: bytes) -> Page:
        """Send a form and read the page it leads to."""
        return self._ask(path, body)

    def _ask(self, path: str, body: bytes | None) -> Page:
        address = f"{self.address}{path}"
        headers = self._headers | {"Referer": f"{self._shown}{path}"}
        request = urllib.request.Request(address, data=body, headers=headers)  # noqa: S310 - our own address
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return Page(answer.url, answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                said = Page(address, error.read().decode(errors="replace")).text[:500]
            raise say.Failure(f"{address} answered {error.code}: {said}") from error
        except OSError as error:
            raise say.Failure(f"{address} did not answer: {error}") from error
