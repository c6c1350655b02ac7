"""JSON texts -> their values, each with its line; numbers stay as they are written."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from flows.text_files import Refused
from schemas.faults import shorten

OBJECT = 'an object such as {"figure_id": "a-1", "printed": "263.50"}'
_ARRAY = "a JSON array of objects"
Found = Iterator[tuple[int, Any]]


class Odd(ValueError):
    """Something that JSON allows, or that Python reads, and that is no row's."""


def _refuse_constant(text: str) -> NoReturn:
    raise Odd(f"{text}, which is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Odd("an object that has a key twice")
    return found


# A number as it is written: 263.50 keeps its zero.
_DECODER = json.JSONDecoder(
    parse_float=str, parse_int=str, parse_constant=_refuse_constant, object_pairs_hook=_once
)


def of_line(line: str) -> Any:
    """Return what a line holds, Odd where it is no JSON."""
    try:
        return _DECODER.decode(line)
    except RecursionError:
        return Odd("no JSON: lists within lists")
    except ValueError as error:
        return Odd(f"no JSON: {error}")


def members(text: str) -> Found:
    """Yield the members of an array with the lines on which they begin."""
    start = _blank(text, 0)
    if text[start : start + 1] != "[":
        raise Refused(shorten(text[start : start + 20].strip()) or "nothing", _ARRAY)
    line, at = 1 + text.count("\n", 0, start), _blank(text, start + 1)
    sign = "" if text[at : at + 1] == "]" else ","
    while sign == ",":
        line += text.count("\n", start, at)
        member, start = _member(text, at, line)
        yield line, member
        line += text.count("\n", at, start)
        end = _blank(text, start)
        sign = text[end : end + 1]
        at = end if sign != "," else _blank(text, end + 1)
    if text[at : at + 1] != "]" or text[at + 1 :].strip():
        raise Refused(shorten(text[at : at + 20]) or "the end of the file", _ARRAY, line)


def _member(text: str, at: int, line: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        place = line + text.count("\n", at, error.pos)
        raise Refused(f"no JSON: {error.msg}", _ARRAY, place) from None
    except (Odd, RecursionError) as error:
        found = str(error) if isinstance(error, Odd) else "lists within lists"
        raise Refused(found, f"a JSON array: each member {OBJECT}", line) from None


def _blank(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t", "\r", "\n"):
        at += 1
    return at
