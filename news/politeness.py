"""The only way the intake asks a server: in turn at each host and as its robots.txt allows, redirects included."""

import hashlib
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from corridors import outbound
from corridors.errors import Invalid, Refused
from corridors.outbound import LIMITS, Answer, Limits, OutboundError, Step, Told
from news import attempts, identity, robots, turns
from news.models import Attempt, Detour, Host
from news.turns import Busy

#: For how long a robots.txt that was read counts, and one that could not be read: until it is asked for again.
ROBOTS_KEPT = timedelta(hours=24)
CLOSED_KEPT = timedelta(minutes=10)
_DETOUR_KEPT = timedelta(days=1)


class Disallowed(Refused):
    """The site's robots.txt asks not to fetch the address."""

    code = "robots"


class RobotsUnknown(OutboundError):
    """The site's robots.txt could not be read just now, so nothing is fetched there."""

    code = "robots_unknown"
    passing = True


def get(
    url: str, *, limits: Limits, patience: float, headers: Mapping[str, str] | None = None, obey: bool = True
) -> Answer:
    """Ask for one address and follow its redirects, each request in its host's turn.

    Where a redirect leads to a host that may not be asked now, the way so far is remembered: the next call goes on from
    there, and the hosts before are not asked in vain.

    Args:
        url: the address.
        limits: what it may cost.
        patience: seconds in which to wait for turns.
        headers: further request headers.
        obey: whether robots.txt is looked at; it does not speak of itself.

    Raises:
        Busy: a host may not be asked now. That was no attempt at anything.
        Disallowed: robots.txt is against the address, or against one it redirects to.
        OutboundError: there is no answer, for the reason it says.
    """
    gate = _Gate(patience, obey=obey)
    begun = _begun(url)
    try:
        return outbound.get(begun or url, limits=limits, headers=headers, gate=gate)
    except Busy:
        _remember(url, gate.step)
        begun = None
        raise
    finally:
        if begun:
            Detour.objects.filter(key=_key(url)).delete()


class _Gate:
    """Lets a request start when robots.txt allows it and its host's turn has come."""

    def __init__(self, patience: float, *, obey: bool) -> None:
        self.step = Step("")
        self._until = time.monotonic() + patience
        self._obey = obey

    def enter(self, step: Step) -> AbstractContextManager[Told]:
        self.step = step
        try:
            name = identity.host(step.url)
        except Invalid as error:
            raise outbound.BadAddress(f"{_led_to(step)}{error.message}") from error
        if self._obey:
            self._check(step)
        return turns.held(name, turns.wait_for(name, self._until - time.monotonic()))

    def _check(self, step: Step) -> None:
        rules = _rules(step.url, self._until)
        if rules.closed:
            raise RobotsUnknown(rules.closed)
        reason = rules.reason_against(step.url)
        if reason:
            raise Disallowed(f"{_led_to(step)}{reason}")


def _led_to(step: Step) -> str:
    """Words on where redirects have led; '' before any."""
    return f"It redirects to {step.url[:200]}. " if step.hops else ""


def _rules(url: str, until: float) -> robots.Rules:
    """The robots.txt rules for an address, asked for at most once a day.

    Raises:
        Busy: the file could not be read some minutes ago, or has to be asked for and it is not our turn before the
            moment ``until`` of the monotonic clock.
    """
    name = identity.host(url)
    while True:
        if (kept := _kept(name)) is not None:
            return kept
        try:
            return _ask_rules(name, url)
        except Busy as busy:
            # Another worker may be asking for the very same file.
            if busy.wait > until - time.monotonic():
                raise
            time.sleep(busy.wait)


def _kept(name: str) -> robots.Rules | None:
    host = Host.objects.filter(name=name).first()
    if host is None or host.robots_at is None:
        return None
    left = (CLOSED_KEPT if host.robots_closed else ROBOTS_KEPT) - (timezone.now() - host.robots_at)
    if left <= timedelta(0):
        return None
    if host.robots_closed:
        raise Busy(host.robots_closed, left.total_seconds())
    return robots.Rules(text=host.robots)


def _ask_rules(name: str, url: str) -> robots.Rules:
    address = f"{url.split('://', 1)[0]}://{name}/robots.txt"
    now = timezone.now()
    try:
        answer = get(address, limits=LIMITS["robots"], patience=0.0, obey=False)
    except OutboundError as error:
        attempts.log(Attempt.Purpose.ROBOTS, address, error=error)
        if isinstance(error, outbound.Forbidden | outbound.BadAddress) and not error.hops:
            raise  # the host itself may not be asked, for anything
        found = robots.from_failure(error)
    else:
        found = robots.from_answer(answer.status, answer.body)
        words = found.closed or ("robots.txt read." if found.text else "The site has no robots.txt: all is allowed.")
        attempts.log(Attempt.Purpose.ROBOTS, address, answer=answer, words=words, succeeded=not found.closed)
    _keep(name, found, now)
    return found


def _keep(name: str, found: robots.Rules, now: datetime) -> None:
    delay = found.delay
    extra = timedelta(seconds=max(0.0, delay - settings.NEWS_HOST_SPACING))
    Host.objects.filter(name=name).update(
        robots=found.text,
        robots_closed=found.closed[:600],
        robots_at=now,
        crawl_delay=delay,
        next_slot_at=F("next_slot_at") + extra,
    )


def _begun(url: str) -> Step | None:
    """Where the address redirected when the next host could not be asked."""
    detour = Detour.objects.filter(key=_key(url), at__gt=timezone.now() - _DETOUR_KEPT).first()
    if detour is None:
        return None
    hops = tuple((str(address), int(status)) for address, status in detour.hops)
    return Step(detour.target, hops, tuple((str(name), str(value)) for name, value in detour.cookies))


def _remember(url: str, step: Step) -> None:
    if not step.hops:
        return
    now = timezone.now()
    Detour.objects.filter(at__lte=now - _DETOUR_KEPT).delete()
    Detour.objects.update_or_create(
        key=_key(url), defaults={"target": step.url, "hops": step.hops, "cookies": step.cookies, "at": now}
    )


def _key(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()
