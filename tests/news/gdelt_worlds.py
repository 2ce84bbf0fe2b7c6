"""GDELT's lists and files, written as GDELT writes them, served from a table. Every name and address is invented."""

import hashlib
import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

from news.models import GdeltFile, GdeltStream
from tests.corridors.servers import Page, Site

NEWEST = datetime(2026, 5, 2, 10, 15, tzinfo=UTC)
#: Some minutes after the newest file.
NOW = datetime(2026, 5, 2, 10, 20, tzinfo=UTC)
THEME = "NEW_CONSTRUCTION"
#: FIPS 10-4 for the country that ISO calls KZ; the two systems agree on it.
COUNTRY = "KZ"


def record(
    url: str,
    *,
    themes: Iterable[str] = (THEME,),
    countries: Iterable[str] = (COUNTRY,),
    names: Iterable[str] = (),
    kind: int = 1,
    number: int = 0,
    translation: str = "",
) -> bytes:
    """One line of 27 columns, in the order of the GKG 2.1 codebook."""
    columns = [""] * 27
    columns[0] = f"20260502101500-{'T' if translation else ''}{number}"
    columns[1] = "20260502101500"
    columns[2] = str(kind)
    columns[3] = "news.example"
    columns[4] = url
    columns[7] = "".join(f"{theme};" for theme in themes)
    columns[8] = "".join(f"{theme},{place};" for place, theme in enumerate(themes, 100))
    columns[9] = ";".join(f"1#Testland#{code}#{code}#1.5#2.5#{code}" for code in countries)
    columns[10] = ";".join(f"1#Testland#{code}#{code}##1.5#2.5#{code}#{place}" for place, code in enumerate(countries))
    columns[17] = "wc:120,c1.1:3"
    columns[23] = "".join(f"{name},{place};" for place, name in enumerate(names, 40))
    columns[25] = translation
    columns[26] = "<PAGE_TITLE>A headline</PAGE_TITLE>"
    return "\t".join(columns).encode()


def packed(*lines: bytes, name: str = "some.gkg.csv") -> bytes:
    """A zip with one member of those lines."""
    return zipped({name: b"".join(line + b"\n" for line in lines)})


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def path_of(stamp: datetime, *, translated: bool = False) -> str:
    return f"/gdeltv2/{stamp:%Y%m%d%H%M%S}{'.translation' if translated else ''}.gkg.csv.zip"


def listed(site: Site, files: dict[datetime, bytes], *, translated: bool = False) -> str:
    """The lines of a list: of each quarter of an hour the events, the mentions and the graph."""
    rows = []
    for stamp, body in sorted(files.items()):
        at = f"{site.url('/gdeltv2/')}{stamp:%Y%m%d%H%M%S}{'.translation' if translated else ''}"
        rows += [f"150383 {'0' * 32} {at}.export.CSV.zip", f"318084 {'1' * 32} {at}.mentions.CSV.zip"]
        rows.append(f"{len(body)} {hashlib.md5(body).hexdigest()} {at}.gkg.csv.zip")
    return "".join(f"{row}\n" for row in rows)


def publish(site: Site, files: dict[datetime, bytes], *, translated: bool = False) -> None:
    """Serve files and both lists of them, the newest alone in the short one."""
    ending = "-translation" if translated else ""
    newest = max(files)
    short = listed(site, {newest: files[newest]}, translated=translated)
    site.pages |= {
        f"/gdeltv2/lastupdate{ending}.txt": Page(short.encode()),
        f"/gdeltv2/masterfilelist{ending}.txt": Page(listed(site, files, translated=translated).encode()),
    } | {path_of(stamp, translated=translated): Page(body) for stamp, body in files.items()}


def stream(site: Site, name: str = "english", **values: object) -> GdeltStream:
    """A stream that is on and listed at the site."""
    ending = "" if name == "english" else "-translation"
    told = {"enabled_by_curator": True, "url": site.url(f"/gdeltv2/lastupdate{ending}.txt"), **values}
    return GdeltStream.objects.update_or_create(name=name, defaults=told)[0]


def file(of: GdeltStream, body: bytes, stamp: datetime = NEWEST, **values: object) -> GdeltFile:
    """A file that waits, as listed."""
    told = {"size": len(body), "md5": hashlib.md5(body).hexdigest(), **values}
    url = of.url.rpartition("/gdeltv2/")[0] + path_of(stamp, translated=of.name == "translated")
    return GdeltFile.objects.create(stream=of, stamp=stamp, url=url, **told)
