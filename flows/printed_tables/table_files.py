"""tables/*.yml -> mappings of printed tables; one with a mistake is quarantined."""

import re
from collections.abc import Callable

import yaml

from flows.keyed_entries import fields, read_entries, refuse_second
from flows.printed_tables.table_lines import Given, lines, meaning, scalar, texts
from flows.yaml_texts import entries, place_of
from schemas.figure_fields import Fields
from schemas.rules.rule import KEY_PATTERN, LONGEST_KEY_CHARACTERS
from schemas.rules.texts import Misplaced, Text
from schemas.table_mapping import MEANING, Cell, Meaning, TableMapping
from schemas.table_texts import cell_of, column_of
from schemas.terms import Quarantined

FIELDS = (
    *("like", "file", "sheet", "header", "labels", *MEANING),
    *("rows", "columns", "marks", "empty", "thousands", "skip"),
)
REQUIRED = ("file", "rows", "columns")
_ENTRY = "a mapping with file, rows and columns"
_MARK_FIELDS = ("note", "status")
_HEADER = re.compile("([1-9][0-9]{0,6})(?:-([1-9][0-9]{0,6}))?")
_LABELS = re.compile("([A-Z]{1,3})(?:-([A-Z]{1,3}))?")


def read_mappings(
    file: str, content: bytes, known: Fields
) -> tuple[tuple[TableMapping, ...], list[Quarantined]]:
    """Read the mappings of a file; `known` says which codes there are."""
    written: dict[str, Given] = {}

    def mapping(key: Text, value: yaml.Node, source: str) -> TableMapping:
        given = dict(fields(value, source, FIELDS, _ENTRY))
        if "like" in given:
            given = {**_like(scalar(given["like"], source), written), **given}
        written[key.value] = given
        return _mapping(key, given, value, source, known)

    return read_entries(file, content, "table", mapping)


def _like(name: Text, written: dict[str, Given]) -> Given:
    if name.value not in written:
        expected = f"a table above this one: {', '.join(written) or 'there is none'}"
        raise Misplaced(name.places[0], repr(name.value), expected)
    return written[name.value]


def _mapping(key: Text, given: Given, value: yaml.Node, source: str, known: Fields) -> TableMapping:
    for name in REQUIRED:
        if name not in given:
            raise Misplaced(place_of(value), f"no {name}", _ENTRY)
    header = scalar(given["header"], source) if "header" in given else Text("1", [])
    labels = scalar(given["labels"], source) if "labels" in given else Text("A", [])
    empty = texts(given["empty"], source) if "empty" in given else []
    return TableMapping(
        table=_name(key),
        place=key.places[0],
        file=scalar(given["file"], source).value,
        sheet=scalar(given["sheet"], source).value if "sheet" in given else "",
        header=_span(header, _HEADER, int),
        labels=_span(labels, _LABELS, column_of),
        meaning=meaning(given, source, known),
        rows=lines(given["rows"], source, known, "row"),
        columns=lines(given["columns"], source, known, "column"),
        marks=_marks(given["marks"], source, known) if "marks" in given else {},
        empty=frozenset(one.value.strip() for one in empty),
        thousands=_one_sign(given["thousands"], source) if "thousands" in given else "",
        skip=_cells(given["skip"], source) if "skip" in given else frozenset(),
    )


def _name(key: Text) -> str:
    if not re.fullmatch(KEY_PATTERN, key.value) or len(key.value) > LONGEST_KEY_CHARACTERS:
        expected = "a key of small letters, digits and hyphens such as bulletin-2016"
        raise Misplaced(key.places[0], repr(key.value), expected)
    return key.value


def _span(text: Text, pattern: re.Pattern[str], number: Callable[[str], int]) -> tuple[int, int]:
    """Return the first and the last of what a text such as 2-3 or A-B names; raises Misplaced."""
    found = pattern.fullmatch(text.value)
    first, last = (number(found[1]), number(found[2] or found[1])) if found else (1, 0)
    if first > last:
        raise Misplaced(
            text.places[0], repr(text.value), "one such as 1 or A, or a span as 2-3, A-B"
        )
    return first, last


def _marks(node: yaml.Node, source: str, known: Fields) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    first: dict[str, Text] = {}
    for key, value in entries(node, "footnote marks with what they mean, such as ①: {note: ...}"):
        mark = scalar(key, source)
        refuse_second(mark, first)
        given = dict(fields(value, source, _MARK_FIELDS, "a mapping with note or status"))
        said = meaning(given, source, known)
        note = ": ".join(filter(None, (mark.value, said.get("note", ""))))
        found[mark.value] = {**said, "note": note}
    return found


def _one_sign(node: yaml.Node, source: str) -> str:
    sign = scalar(node, source)
    if len(sign.value) != 1 or sign.value.isalnum():
        raise Misplaced(sign.places[0], repr(sign.value), 'one sign, such as " " or "\'"')
    return sign.value


def _cells(node: yaml.Node, source: str) -> frozenset[Cell]:
    found: set[Cell] = set()
    for text in texts(node, source):
        cell = cell_of(text.value)
        if cell is None:
            raise Misplaced(text.places[0], repr(text.value), "cells such as [C7, D7]")
        found.add(cell)
    return frozenset(found)
