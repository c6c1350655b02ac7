"""Bytes of a file -> text, where they are UTF-8; else what they look like."""

import codecs

from schemas.terms import Place, Quarantined

SETTINGS_FILE = "package.yml"
_UTF8 = "a text in UTF-8: save it again as 'CSV UTF-8'"
_RENAMED = f"{_UTF8}, or name it for what it is"
_NAMED = f"{_UTF8}, or name its encoding in {SETTINGS_FILE}"
_SIGNATURES = {
    b"PK\x03\x04": "an XLSX workbook or another ZIP archive",
    b"\xd0\xcf\x11\xe0": "an XLS workbook or another file of that age",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    codecs.BOM_UTF16_LE: "UTF-16 (by its byte order mark)",
    codecs.BOM_UTF16_BE: "UTF-16 (by its byte order mark)",
}
_EAST_ASIAN = {"gb18030": "GB18030", "big5": "Big5"}
_START_BYTES = 1_000
# So many tell an encoding from another.
_GUESSED_BYTES = 1_000_000
# Text in UTF-16 is full of NUL bytes; below this share they are stray bytes of another file.
_LEAST_NUL_SHARE_OF_UTF16 = 0.1


class Refused(Exception):
    """A file that is not the table it should be; `line` is 0 where no line is to blame."""

    def __init__(self, found: str, expected: str, line: int = 0, column: str = "") -> None:
        super().__init__(f"found {found}, expected {expected}")
        self.found = found
        self.expected = expected
        self.line = line
        self.column = column

    def quarantined(self, file: str) -> Quarantined:
        """Return the quarantine entry that stands for the whole file."""
        place = Place(file, self.line, self.column)
        return Quarantined(place, self.found, self.expected, refused=True)


def looks_like(content: bytes) -> str:
    """Return what a file's first bytes say that it is."""
    if not content:
        return "an empty file"
    start = content[:_START_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        return "an HTML or XML file"
    known = (name for signature, name in _SIGNATURES.items() if content.startswith(signature))
    return next(known, "binary data" if b"\0" in content else "a text file")


def decode(content: bytes) -> str:
    """Return the text of a UTF-8 file, with or without BOM; else raise Refused."""
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            raise Refused(name, _NAMED if "UTF-16" in name else _RENAMED)
    if b"\0" in content:
        raise Refused(*_with_nul_bytes(content))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(*_not_utf8(content, error.start)) from None
    if not text or text.isspace():
        raise Refused("an empty file", "a header row")
    return text


def _with_nul_bytes(content: bytes) -> tuple[str, str]:
    """Return what a file with NUL bytes looks like, and what was expected."""
    if content.count(b"\0") > _LEAST_NUL_SHARE_OF_UTF16 * len(content):
        for encoding, name in (("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE")):
            if ",".encode(encoding) in content and _decodes(content, encoding):
                return f"{name} (by its NUL bytes)", f"{_NAMED}: encoding: {name}"
    return f"binary data: a NUL byte on {line_of(content, content.index(0))}", _UTF8


def _not_utf8(content: bytes, start: int) -> tuple[str, str]:
    """Return what a file that is not UTF-8 looks like, and what was expected."""
    likely = [name for encoding, name in _EAST_ASIAN.items() if _decodes(content, encoding)]
    guess = " or ".join(likely) or "Latin-1, another old encoding or a mixture"
    byte = f"byte 0x{content[start]:02x} on {line_of(content, start)}"
    found = f"{byte} that is not UTF-8; the file may be {guess}"
    settings = " or ".join(f"encoding: {name}" for name in likely)
    return found, f"{_NAMED}: {settings}" if likely else _UTF8


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(content[:_GUESSED_BYTES])
    except UnicodeDecodeError:
        return False
    return True


def line_of(content: bytes, position: int) -> str:
    """Return the line of a byte, in words."""
    before = content[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return f"line {before.count(10) + 1}"
