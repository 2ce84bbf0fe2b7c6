"""Publishers and sources: found by what identifies them, made where new. Takes no lock: a source alone says nothing."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from w3lib.url import canonicalize_url, safe_url_string

from corridors.errors import Invalid, Refused
from projects.addresses import scripted
from projects.choices import PublisherKind, Reliability
from projects.dates import PartialDate
from projects.models import Country, Organisation, Publisher, Source
from projects.services import fields
from projects.services.acts import Actor, writing

TRACKING = re.compile(r"^(utm_.*|ga_.*|fbclid|gclid|yclid|ysclid|mc_.*|spm|igshid|_openstat)$", re.IGNORECASE)
EDITABLE: dict[type[Source] | type[Publisher], tuple[str, ...]] = {
    Source: (
        "title",
        "title_quoted",
        "language",
        "date",
        "publisher",
        "credited",
        "voice",
        "archive_url",
        "kind",
        "reliability",
        "reliability_reason",
        "note",
    ),
    Publisher: (
        "name",
        "kind",
        "country",
        "party",
        "reliability",
        "reliability_reason",
        "languages",
        "also_written",
        "note",
    ),
}


def canonical_url(url: str) -> str:
    """An address without what differs between copies of it: tracking, fragment, default port, order of the query.

    Fragments that begin with ``!`` stay: sites made by scripts tell their pages by them.
    """
    address, _, fragment = safe_url_string(url.strip()).partition("#")
    scheme, _, rest = address.partition("://")
    host_and_path, mark, query = rest.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not TRACKING.match(part.partition("=")[0]))
    found = str(canonicalize_url(f"{scheme}://{host_and_path}{mark if kept else ''}{kept}"))
    kept_behind = scripted(fragment)
    return f"{found}#{kept_behind}" if kept_behind else found


def source_key(url: str, *, publisher: str = "", title: str = "", said: str = "") -> str:
    """What identifies a document: its bare canonical address, or else publisher, title and date."""
    if url:
        bare = re.sub(r"^https?://(www\.|m\.|amp\.)?", "", canonical_url(url)).rstrip("/")
        return hashlib.sha256(bare.encode()).hexdigest()
    return hashlib.sha256("\n".join((publisher, title, said)).encode()).hexdigest()


def ensure_publisher(
    *,
    key: str,
    name: str,
    kind: str = PublisherKind.UNKNOWN,
    country: Country | None = None,
    party: Organisation | None = None,
    reliability: str = Reliability.NORMAL,
    reliability_reason: str = "",
    languages: Iterable[str] = (),
    also_written: Iterable[str] = (),
    note: str = "",
) -> Publisher:
    """The publisher of that key, made if it is new."""
    found, _ = Publisher.objects.get_or_create(
        key=key,
        defaults={
            "name": name,
            "kind": kind,
            "country": country,
            "party": party,
            "reliability": reliability,
            "reliability_reason": reliability_reason,
            "languages": list(languages),
            "also_written": list(also_written),
            "note": note,
        },
    )
    return found


def publisher_for_host(host: str) -> Publisher:
    """The publisher that has published at a host before, or a new one of unknown kind."""
    host = host.lower().removeprefix("www.")
    before = (
        Source.objects.filter(url__iregex=rf"^https?://((www|m|amp)\.)?{re.escape(host)}(/|$)")
        .select_related("publisher")
        .first()
    )
    return (
        before.publisher
        if before
        else ensure_publisher(key=slugify(host.replace(".", "-"))[:120] or "unknown", name=host)
    )


def ensure(
    *,
    url: str,
    publisher: Publisher,
    title: str,
    language: str,
    title_quoted: bool = False,
    date: str = "",
    voice: str = "",
    retrieved: "date | None" = None,
    credited: str = "",
    kind: str = "",
    reliability: str = "",
    reliability_reason: str = "",
    note: str = "",
    content_hash: str = "",
    demonstration: bool = False,
) -> Source:
    """The document at that address (or of that publisher, title and date), made if it is new.

    Raises:
        Invalid: if the date cannot be read or the title is empty.
        Refused: if a demonstration article meets a real installation, or a real one a demonstration.
    """
    check_demonstration(demonstration)
    title = " ".join(title.replace("\x00", "").split())[:500]
    if not title:
        raise Invalid("A source needs a title.", field="title")
    parsed = PartialDate.parse(date)
    key = source_key(url, publisher=publisher.key, title=title, said=date)
    found, _ = Source.objects.get_or_create(
        key=key,
        defaults={
            "url": url,
            "publisher": publisher,
            "title": title,
            "title_quoted": title_quoted,
            "language": language,
            "date": parsed.text,
            "date_earliest": parsed.earliest,
            "date_latest": parsed.latest,
            "voice": voice or key,
            "retrieved": retrieved,
            "credited": credited[:200],
            "kind": kind,
            "reliability": reliability,
            "reliability_reason": reliability_reason,
            "note": note,
            "content_hash": content_hash,
            "demonstration": demonstration,
        },
    )
    return found


def check_demonstration(demonstration: bool) -> None:
    """Keep real facts and demonstration articles apart.

    Raises:
        Refused: if a demonstration article would enter a real installation.
    """
    if demonstration and not settings.DEMONSTRATION:
        raise Refused("This is a demonstration article; an installation with real facts does not take it.")


def edit(actor: Actor, row: Source | Publisher, *, reason: str = "", **values: Any) -> int | None:
    """Change a source or publisher; every project that cites it is re-derived.

    Returns:
        The id of the change, or None when nothing was another value than before.

    Raises:
        Invalid: if a field makes no sense; ``field`` names it.
    """
    with writing(actor, "edit source", reason=reason, source=row if isinstance(row, Source) else None) as act:
        for name, value in values.items():
            if name not in EDITABLE[type(row)]:
                raise Invalid(f"{name.replace('_', ' ').capitalize()} is not edited here.", field=name)
            setattr(row, name, value)
        if "date" in values and isinstance(row, Source):
            parsed = PartialDate.parse(values["date"])
            values |= {"date": parsed.text, "date_earliest": parsed.earliest, "date_latest": parsed.latest}
        _validate(row)
        if isinstance(row, Publisher) and row.reliability == Reliability.LOW and not row.reliability_reason.strip():
            raise Invalid("Say why its reliability is low.", field="reliability_reason")
        row.refresh_from_db()
        fields.write(act, row, values)
    return act.id


def _validate(row: Source | Publisher) -> None:
    try:
        row.clean_fields(exclude=["date_earliest", "date_latest"])
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise Invalid(" ".join(messages), field=name) from None
