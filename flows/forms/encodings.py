"""Bytes of a file -> text in the encoding that it declares, or that the package's settings name."""

import codecs
from collections.abc import Mapping

from flows.text_files import SETTINGS_FILE, Refused, decode, line_of

# Each by its names; GB18030 has every character of GBK and GB2312.
ENCODINGS: Mapping[str, str] = {
    "UTF-8": "utf-8-sig",
    "GB18030": "gb18030",
    "GBK": "gb18030",
    "GB2312": "gb18030",
    "Big5": "big5",
    "Big5-HKSCS": "big5hkscs",
    "UTF-16": "utf-16",
    "UTF-16LE": "utf-16-le",
    "UTF-16BE": "utf-16-be",
}
_MARKS = {
    codecs.BOM_UTF8: "UTF-8",
    codecs.BOM_UTF16_LE: "UTF-16LE",
    codecs.BOM_UTF16_BE: "UTF-16BE",
}
# A text in another encoding that has so many characters beyond ASCII is UTF-8 only if it is meant.
_LEAST_MEANT = 8


def text_of(content: bytes, encoding: str = "") -> str:
    """Return a file's text; raises Refused where its bytes are not what is named or declared."""
    declared = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    if not declared and encoding in ("", "UTF-8"):
        return decode(content)
    if declared and encoding and not declared.startswith(encoding):
        raise Refused(f"{declared} by its byte order mark", _as_named(encoding))
    if not declared:
        _refuse_undeclared(content, encoding)
    return _decoded(content, declared or encoding)


def _as_named(encoding: str) -> str:
    return f"{encoding}, which {SETTINGS_FILE} names"


def _refuse_undeclared(content: bytes, encoding: str) -> None:
    if encoding == "UTF-16":
        raise Refused("no byte order mark", f"UTF-16LE or UTF-16BE in {SETTINGS_FILE}")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return
    if "\0" not in text and sum(char > "\x7f" for char in text) >= _LEAST_MEANT:
        raise Refused("UTF-8 by its bytes", _as_named(encoding))


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(ENCODINGS[encoding])
    except UnicodeDecodeError as error:
        place = line_of(content, error.start)
        found = f"byte 0x{content[error.start]:02x} on {place} that is not {encoding}"
        raise Refused(found, f"one encoding throughout: {encoding}") from None
    text = text.removeprefix("\ufeff")
    if not text or text.isspace():
        raise Refused("an empty file", "a header row")
    if "\0" in text:
        raise Refused(f"a NUL character in {encoding}", "a text")
    return text
