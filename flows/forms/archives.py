"""ZIP archives, which workbooks are: looked through before anything is made of them."""

import io
import zipfile
from collections.abc import Mapping

from flows.text_files import Refused

LARGEST_UNPACKED_BYTES = 300_000_000
MOST_PARTS = 10_000
# A filled cell of a workbook needs about four.
MOST_TAGS = 4_000_000
# Parts that describe the others: a reader builds an object for each tag of theirs.
MOST_DESCRIBING_TAGS = 400_000
_CELLS = ("xl/worksheets/", "xl/sharedstrings", "content.xml")
_NOT_READ = ("xl/pivotcache/", "xl/drawings/", "xl/charts/", "xl/externallinks/", "styles.xml")
_CHUNK_BYTES = 1 << 20
_SMALLER = "a smaller one; figures may lie in several files"


def opened(content: bytes) -> zipfile.ZipFile:
    """Open an archive that is whole and within limits; raises Refused, or zipfile.BadZipFile."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Refused(f"a workbook of {len(parts):,} parts", _SMALLER)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("an encrypted workbook", "one without a password")
    left = LARGEST_UNPACKED_BYTES
    for part in parts:
        left -= _size(archive, part, left)
    return archive


def _size(archive: zipfile.ZipFile, part: zipfile.ZipInfo, largest: int) -> int:
    """Unpack a part piece by piece, to know its size and that it is whole."""
    size = tags = 0
    most = _most_tags(part.filename)
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK_BYTES):
            size += len(chunk)
            tags += chunk.count(b"<")
            if size > largest:
                raise Refused(f"more than {LARGEST_UNPACKED_BYTES:,} bytes unpacked", _SMALLER)
            if tags > most:
                raise Refused(f"more than {most:,} tags in {part.filename}", _SMALLER)
    return size


def _most_tags(name: str) -> int:
    lower = name.lower()
    if lower.startswith(_CELLS):
        return MOST_TAGS
    read = lower.endswith((".xml", ".rels")) and not lower.startswith(_NOT_READ)
    return MOST_DESCRIBING_TAGS if read else LARGEST_UNPACKED_BYTES


def sizes(archive: zipfile.ZipFile) -> Mapping[str, int]:
    """Return the parts of an archive with their sizes."""
    return {part.filename: part.file_size for part in archive.infolist()}
