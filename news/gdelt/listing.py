"""Reads GDELT's lists of files: which quarter of an hour has which file, how large it is and its check sum.

``lastupdate.txt`` names the newest files, ``masterfilelist.txt`` all of them since February 2015, both with one line a
file: size in bytes, MD5 and address, between spaces. The stream of translated articles has lists of its own.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from corridors.errors import Invalid
from news import identity

SLOT = timedelta(minutes=15)
_STAMP = "%Y%m%d%H%M%S"
_LINE = re.compile(r"(?P<size>[0-9]{1,12}) (?P<md5>[0-9a-f]{32}) (?P<url>\S+/(?P<name>[^/\s]+))")
_NAME = re.compile(r"(?P<stamp>[0-9]{14})(?P<translated>\.translation)?\.gkg\.csv\.zip", re.IGNORECASE)
#: Bytes of the master list that one quarter of an hour takes at most: three files, each with a line of about 110.
LISTED_BYTES = 3 * 200


class BadList(Invalid):
    """What came back is not a list of files."""

    code = "bad_list"


@dataclass(frozen=True)
class Listed:
    """One file as listed: its quarter of an hour (UTC), where it is, its size in bytes, its MD5.

    ``md5`` is '' and ``size`` 0 for a file that no list could be asked about.
    """

    stamp: datetime
    url: str
    size: int = 0
    md5: str = ""


def parse(text: str, *, translated: bool, host: str) -> dict[datetime, Listed]:
    """The GKG files of one stream in a list, by their quarter of an hour; all other lines are passed over.

    Args:
        text: the list, or the end of one: a first line that was cut is passed over as well.
        translated: which of the two streams.
        host: where the list came from; files at other hosts are passed over.

    Raises:
        BadList: no line of it has the form of a list's line.
    """
    found: dict[datetime, Listed] = {}
    lines = [match for match in map(_LINE.fullmatch, map(str.strip, text.splitlines())) if match]
    if not lines:
        raise BadList("This is not a list of GDELT's files: no line has a size, a check sum and an address.")
    for line in lines:
        name = _NAME.fullmatch(line["name"])
        if name is None or bool(name["translated"]) != translated or not _is_at(host, line["url"]):
            continue
        stamp = read_stamp(name["stamp"])
        if stamp is not None:
            found[stamp] = Listed(stamp, line["url"], int(line["size"]), line["md5"])
    return found


def read_stamp(text: str) -> datetime | None:
    """The quarter of an hour that a file's name tells; None when it tells none."""
    try:
        stamp = datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return stamp if stamp.minute % 15 == 0 and stamp.second == 0 else None


def named(stamp: datetime, *, translated: bool, base: str) -> Listed:
    """The file of a quarter of an hour by GDELT's rule for names, for want of a list.

    Args:
        stamp: the quarter of an hour.
        translated: which of the two streams.
        base: address of the folder, with its last slash.
    """
    middle = ".translation" if translated else ""
    return Listed(stamp, f"{base}{stamp.strftime(_STAMP)}{middle}.gkg.csv.zip")


def slots(after: datetime, until: datetime) -> list[datetime]:
    """The quarters of an hour after one and up to another."""
    return [after + SLOT * number for number in range(1, (until - after) // SLOT + 1)]


def _is_at(host: str, url: str) -> bool:
    try:
        return len(url) <= identity.LONGEST and identity.host(url) == host
    except Invalid:
        return False
