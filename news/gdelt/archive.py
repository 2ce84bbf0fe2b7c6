"""Opens one of GDELT's zip files with care: its check sum first, one member only, never more bytes than allowed."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator

from corridors.errors import Invalid
from corridors.outbound.bodies import in_words
from news.gdelt.listing import Listed

#: After decompression. Files of 2.5 to 14 MB hold some three times as much.
MOST_BYTES = 300_000_000
#: The longest line that is read; most have some 12,000 bytes.
LONGEST_LINE = 2_000_000
_MEMBER_MARK = b"PK\x01\x02"
#: How often the mark of a member may stand in the bytes: once for the member, and a few times by chance.
_MOST_MARKS = 50
# Encrypted, a patch to another file, or encrypted strongly.
_ODD_FLAGS = 0x1 | 0x20 | 0x40
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class BadFile(Invalid):
    """A file that cannot be read; the message says why, the code which way."""

    code = "bad_file"


def check(body: bytes, listed: Listed) -> None:
    """Compare a file with what the list says of it.

    Raises:
        BadFile: it is shorter, longer or another than listed.
    """
    if not listed.md5:
        return
    if len(body) != listed.size:
        told = f"{in_words(len(body))} came, the list says {in_words(listed.size)} ({len(body)} of {listed.size} bytes)"
        raise BadFile(f"The file is not whole: {told}.", code="wrong_size")
    found = hashlib.md5(body, usedforsecurity=False).hexdigest()
    if found != listed.md5:
        raise BadFile(f"The check sum is wrong: {found}, the list says {listed.md5}.", code="wrong_md5")


def lines(body: bytes) -> Iterator[bytes]:
    """The lines of the one file in a zip, without their ends; of a line that is too long, its beginning only.

    Raises:
        BadFile: it is no zip, ends in the middle, holds another number of files than one, or too many bytes.
    """
    with _opened(body) as archive:
        member = _only_member(archive)
        total = 0
        whole = True
        try:
            with archive.open(member) as content:
                while line := content.readline(LONGEST_LINE):
                    total += len(line)
                    if total > MOST_BYTES:
                        raise BadFile(f"Unpacked it has more than {in_words(MOST_BYTES)}.", code="too_big")
                    if whole:
                        yield line.rstrip(b"\r\n")
                    whole = line.endswith(b"\n")
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
            raise BadFile(f"The zip is damaged: {error}", code="damaged_zip") from error


def _opened(body: bytes) -> zipfile.ZipFile:
    if not body.startswith(b"PK"):
        raise BadFile("This is not a zip file.", code="not_a_zip")
    # Its list of members is read as a whole when a zip is opened, so a long one is refused before.
    if body.count(_MEMBER_MARK) > _MOST_MARKS:
        raise BadFile("The zip holds many files; there should be one.", code="not_one_file")
    try:
        return zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BadFile("The zip ends in the middle, or is damaged.", code="damaged_zip") from error


def _only_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = archive.infolist()
    if len(members) != 1:
        raise BadFile(f"The zip holds {len(members)} files; there should be one.", code="not_one_file")
    member = members[0]
    if member.file_size > MOST_BYTES:
        told = f"Unpacked it would have {in_words(member.file_size)}; at most {in_words(MOST_BYTES)} are read."
        raise BadFile(told, code="too_big")
    if member.compress_type not in _METHODS or member.flag_bits & _ODD_FLAGS:
        raise BadFile("The zip is encrypted, or packed in a way that GDELT does not use.", code="odd_zip")
    return member
