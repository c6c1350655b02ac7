"""Bytes of a file -> text, where they are UTF-8; else what they look like."""

import codecs

from schemas.terms import Place, Quarantined

_SAVE_AS_UTF8 = "a CSV file in UTF-8: save it again as 'CSV UTF-8'"
_SIGNATURES = {
    b"PK\x03\x04": "an XLSX workbook or another ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old XLS workbook",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    codecs.BOM_UTF16_LE: "UTF-16 (by its byte order mark)",
    codecs.BOM_UTF16_BE: "UTF-16 (by its byte order mark)",
}
_EAST_ASIAN = {"gb18030": "GB18030", "big5": "Big5"}
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


def decode(content: bytes) -> str:
    """Return the text of a UTF-8 file, with or without BOM; else raise Refused."""
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            raise Refused(name, _SAVE_AS_UTF8)
    if b"\0" in content:
        raise Refused(_with_nul_bytes(content), _SAVE_AS_UTF8)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_not_utf8(content, error.start), _SAVE_AS_UTF8) from None
    if not text or text.isspace():
        raise Refused("an empty file", "a header row")
    return text


def _with_nul_bytes(content: bytes) -> str:
    if content.count(b"\0") > _LEAST_NUL_SHARE_OF_UTF16 * len(content):
        for encoding in ("utf-16-le", "utf-16-be"):
            if ",".encode(encoding) in content and _decodes(content, encoding):
                return "UTF-16 (by its NUL bytes)"
    return f"binary data: a NUL byte on {_line_of(content, content.index(0))}"


def _not_utf8(content: bytes, start: int) -> str:
    likely = [name for encoding, name in _EAST_ASIAN.items() if _decodes(content, encoding)]
    guess = " or ".join(likely) or "Latin-1, another old encoding or a mixture"
    byte = f"byte 0x{content[start]:02x} on {_line_of(content, start)}"
    return f"{byte} that is not UTF-8; the file may be {guess}"


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(content[:_GUESSED_BYTES])
    except UnicodeDecodeError:
        return False
    return True


def _line_of(content: bytes, position: int) -> str:
    before = content[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return f"line {before.count(10) + 1}"
