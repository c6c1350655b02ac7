"""A YAML file of entries by key -> the entries; one with a mistake is quarantined."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import yaml

from flows.text_files import Refused, decode
from flows.yaml_texts import compose, entries, text_of
from schemas.faults import did_you_mean, row_json, shorten
from schemas.rules.texts import Misplaced, Text
from schemas.terms import Place, Quarantined

LARGEST_BYTES = 200_000

Entry = TypeVar("Entry")
# Makes an entry of its key, its value and the whole file; raises Misplaced.
ReadOne = Callable[[Text, yaml.Node, str], Entry]


def read_entries(
    file: str, content: bytes, noun: str, read_one: ReadOne[Entry]
) -> tuple[tuple[Entry, ...], list[Quarantined]]:
    """Read the entries of a file; what is no YAML mapping is refused as a whole."""
    if not content.strip():
        return (), []
    try:
        source = _source(content)
        document = compose(source)
        nodes = [] if document is None else entries(document, f"keys with a {noun} each")
    except Refused as refused:
        expected = f"a YAML file in UTF-8 of at most {LARGEST_BYTES:,} bytes"
        return (), [Quarantined(Place(file), shorten(refused.found), expected, refused=True)]
    except Misplaced as mistake:
        return (), [mistake.quarantined(file, refused=True)]
    found: list[Entry] = []
    quarantined: list[Quarantined] = []
    first: dict[str, Text] = {}
    for key, value in nodes:
        try:
            name = text_of(key, source)
            refuse_second(name, first)
            found.append(read_one(name, value, source))
        except Misplaced as mistake:
            row = source[key.start_mark.index : value.end_mark.index].rstrip()
            quarantined.append(mistake.quarantined(file, row_json({noun: row})))
    return tuple(found), quarantined


def _source(content: bytes) -> str:
    if len(content) > LARGEST_BYTES:
        raise Refused(f"{len(content):,} bytes", "")
    return decode(content)


def refuse_second(name: Text, first: dict[str, Text]) -> None:
    """Raise Misplaced for a key that stood before; `first` keeps those that did."""
    before = first.setdefault(name.value, name)
    if before.places[0] != name.places[0]:
        expected = f"each key once; line {before.places[0][0]} has this one"
        raise Misplaced(name.places[0], repr(name.value), expected)


def fields(
    value: yaml.Node, source: str, names: Sequence[str], expected: str
) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the keys of an entry and their values; raises Misplaced for a key not among names."""
    first: dict[str, Text] = {}
    for key, node in entries(value, expected):
        name = text_of(key, source)
        if name.value not in names:
            known = f"one of {', '.join(names)}{did_you_mean(name.value, names)}"
            raise Misplaced(name.places[0], repr(name.value), known)
        refuse_second(name, first)
        yield name.value, node
