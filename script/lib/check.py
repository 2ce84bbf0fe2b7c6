"""Try the whole way of a piece of news on a throw-away installation: from the newsroom's feed to page and API."""

import html
import json
import os
import re
import secrets
import tempfile
import time
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

import environment
import installation
import processes
import say
from browser import Browser, Page
from installation import Installation

QUEUE = "/admin/projects/suggestion/"
SECONDS_FOR_NEWS = 240
# The queue counts as filled when nothing has been added for so long.
SECONDS_OF_QUIET = 20


@dataclass(frozen=True)
class Confirmed:
    """What a curator confirmed: the story's title and address."""

    title: str
    url: str


def run(*, production: bool) -> int:
    """Go the whole way, one line a step; clean up; return 0.

    Raises:
        say.Failure: with what failed and the end of the logs.
    """
    begun = time.monotonic()
    say.line("Corridors: the whole way of a piece of news, in a throw-away directory")
    environment.ready(environment.RUNTIME)
    with tempfile.TemporaryDirectory(prefix="corridors-check-") as place:
        chosen = Installation(
            Path(place),
            installation.free_port(),
            newsroom_port=installation.free_port(),
            servers=_production() if production else (),
        )
        chosen.make_folder()
        children = [processes.newsroom(chosen), processes.web(chosen), *processes.workers(chosen)]
        try:
            _whole_way(chosen, children, behind_tls=production)
        except say.Failure as failure:
            raise say.Failure(f"FAILED: {failure}\n{_tails(children)}") from failure
    say.line(f"The whole way works, in {time.monotonic() - begun:.0f} s. Nothing is left of it.")
    return 0


def _production() -> tuple[tuple[str, str], ...]:
    """The environment of a production installation on the servers that the shell names."""
    missing = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
    if missing:
        raise say.Failure(f"--production needs {' and '.join(missing)}: addresses of empty servers.")
    servers = {
        name: os.environ[name]
        for name in ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "CELERY_BROKER_URL")
        if os.environ.get(name)
    }
    told = {"SECRET_KEY": secrets.token_urlsafe(50), "CORRIDORS_HTTPS": "1", "CORRIDORS_BEHIND_PROXY": "1"}
    return tuple((servers | told).items())


def _whole_way(chosen: Installation, children: list[processes.Child], *, behind_tls: bool) -> None:
    chosen.prepare()
    with say.step("A curator's account"):
        password = chosen.curator()
    with processes.started(children):
        with say.step("Web, worker and newsroom are ready") as notes:
            processes.wait_until_ready(chosen, children)
            notes.append(f"{processes.memory(children)} MiB")
        with say.step("The newsroom's feeds are switched on"):
            chosen.manage("demo_feeds", "--base", chosen.newsroom)
        visitor = Browser(chosen.address, behind_tls=behind_tls)
        curator = Browser(chosen.address, behind_tls=behind_tls)
        with say.step("The curator logs in"):
            _log_in(curator, password)
        with say.step("News has become suggestions") as notes:
            waiting = _wait_for_suggestions(curator, children)
            notes.append(f"{len(waiting)} wait")
        with say.step("The curator confirms one") as notes:
            confirmed = _confirm_one(curator, waiting)
            notes.append(confirmed.title[:40])
        with say.step("It stands on the project's public page") as notes:
            public_id = _read_back(visitor, confirmed)
            notes.append(public_id)
        with say.step("It stands in the API"):
            _read_from_api(visitor, public_id, confirmed)
        with say.step("Everything is still well, and stops"):
            processes.wait_until_ready(chosen, children)


def _log_in(curator: Browser, password: str) -> None:
    path = "/admin/login/?" + urllib.parse.urlencode({"next": QUEUE})
    page = curator.get(path)
    form = page.form_with("password")
    page = curator.send(path, form.with_values(username=installation.CURATOR, password=password))
    if any("password" in form.offered for form in page.forms):
        raise say.Failure(f"The curator could not log in: {page.text[:400]}")


def _wait_for_suggestions(curator: Browser, children: list[processes.Child]) -> list[str]:
    """Numbers of the suggestions that wait, once no more are added."""
    until = time.monotonic() + SECONDS_FOR_NEWS
    waiting: list[str] = []
    grown_at = time.monotonic()
    while not waiting or time.monotonic() - grown_at < SECONDS_OF_QUIET:
        found = list(dict.fromkeys(re.findall(rf"{QUEUE}(\d+)/change/", curator.get(QUEUE).source)))
        if len(found) > len(waiting):
            waiting, grown_at = found, time.monotonic()
        for child in children:
            if child.dead():
                raise say.Failure(f"The {child.name} ended.")
        if time.monotonic() > until:
            break
        time.sleep(1)
    if not waiting:
        raise say.Failure(f"No news became a suggestion within {SECONDS_FOR_NEWS} seconds.")
    return waiting


def _confirm_one(curator: Browser, waiting: list[str]) -> Confirmed:
    """Confirm the likeliest suggestion that has one clear project, as its page proposes it."""
    for number in waiting:
        path = f"{QUEUE}{number}/change/"
        page = curator.get(path)
        form = page.form_with("version")
        if not any(name == "candidates" for name, _ in form.sent):
            continue
        confirmed = _story(page)
        answer = curator.send(path, form.with_values(verdict="confirm"))
        if any("version" in form.offered for form in answer.forms):
            raise say.Failure(f"The suggestion was not confirmed: {answer.text[:600]}")
        return confirmed
    raise say.Failure(f"None of {len(waiting)} suggestions has one clear project.")


def _story(page: Page) -> Confirmed:
    address = re.search(r'href="([^"]+)"[^>]*>read it there', page.source)
    title = re.search(r"<title>(.*?)(?: \||</title>)", page.source, flags=re.DOTALL)
    if not address or not title:
        raise say.Failure(f"{page.address} shows no story with its address: {page.text[:400]}")
    return Confirmed(html.unescape(title[1]).strip(), html.unescape(address[1]))


def _read_back(visitor: Browser, confirmed: Confirmed) -> str:
    """The public id of the project whose page now cites the story."""
    changes = visitor.get("/changes/")
    for public_id in dict.fromkeys(re.findall(r"/projects/(\w+)/", changes.source)):
        page = visitor.get(f"/projects/{public_id}/")
        if confirmed.url in html.unescape(page.source) or confirmed.title in page.text:
            return str(public_id)
    raise say.Failure(f"No project of the latest changes cites '{confirmed.title}' ({confirmed.url}) on its page.")


def _read_from_api(visitor: Browser, public_id: str, confirmed: Confirmed) -> None:
    address = f"/api/v1/projects/{public_id}/"
    said = json.loads(visitor.get(address).source)
    if confirmed.url not in json.dumps(said, ensure_ascii=False):
        raise say.Failure(f"{address} does not name the source {confirmed.url}.")


def _tails(children: list[processes.Child]) -> str:
    return "\n".join(f"--- the end of {child.name}.log\n{child.tail()}" for child in children if child.process)
