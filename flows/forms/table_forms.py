"""How the tables of a data package are to be read, where `package.yml` says something of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

import yaml

from flows.forms.encodings import ENCODINGS
from flows.keyed_entries import fields, read_entries, refuse_second
from flows.text_files import SETTINGS_FILE
from flows.yaml_texts import entries, found_in, place_of, text_of
from schemas.faults import did_you_mean
from schemas.rules.texts import Misplaced, Text
from schemas.terms import Quarantined

DELIMITERS: Mapping[str, str] = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "vertical bar": "|",
}
FIELDS = ("encoding", "delimiter", "columns", "values", "sheets")
_FORM = "a mapping such as {encoding: GB18030}"
_TEXTS = "names with texts, such as {source_id: yearbook-2016}"


@dataclass(frozen=True)
class Form:
    """How a table is to be read.

    `columns` are what columns are called in the file, `values` what stands in each of its rows;
    `sheets` are those to read of a workbook, all where none is named.
    """

    encoding: str = ""
    delimiter: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()


PLAIN = Form()


class Forms:
    """The forms of a package's files by patterns of their names; the first that fits holds."""

    def __init__(self, given: Iterable[tuple[Text, Form]] = ()) -> None:
        self._given = tuple(given)

    def of(self, file: str) -> Form:
        """Return how to read a file; one that ends in .tsv has tabs between its cells."""
        fits = (form for pattern, form in self._given if fnmatchcase(file, pattern.value))
        form = next(fits, PLAIN)
        by_name = "\t" if file.lower().endswith(".tsv") else ","
        return form if form.delimiter else replace(form, delimiter=by_name)

    def unused(self, files: Iterable[str]) -> list[Quarantined]:
        """Return a quarantine entry for each pattern that is of no file."""
        every = list(files)
        expected = "the name of a file in this package, or a pattern such as figures/*.csv"
        return [
            Misplaced(
                pattern.places[0],
                repr(pattern.value),
                expected + did_you_mean(pattern.value, every),
            ).quarantined(SETTINGS_FILE)
            for pattern, _ in self._given
            if not any(fnmatchcase(file, pattern.value) for file in every)
        ]


PLAINLY = Forms()


def read_forms(content: bytes) -> tuple[Forms, list[Quarantined]]:
    """Read package.yml; what is no YAML mapping is refused as a whole."""
    found, quarantined = read_entries(SETTINGS_FILE, content, "file", _entry)
    return Forms(found), quarantined


def _entry(key: Text, value: yaml.Node, source: str) -> tuple[Text, Form]:
    given = dict(fields(value, source, FIELDS, _FORM))
    form = Form(
        encoding=_one_of(given.get("encoding"), source, {name: name for name in ENCODINGS}),
        delimiter=_one_of(given.get("delimiter"), source, DELIMITERS),
        columns=_texts(given.get("columns"), source),
        values=_texts(given.get("values"), source),
        sheets=_listed(given.get("sheets"), source),
    )
    return key, form


def _one_of(node: yaml.Node | None, source: str, known: Mapping[str, str]) -> str:
    if node is None:
        return ""
    given = text_of(node, source)
    names = {name.casefold(): value for name, value in known.items()}
    if given.value.casefold() not in names:
        expected = f"one of {', '.join(known)}{did_you_mean(given.value, known)}"
        raise Misplaced(given.places[0], repr(given.value), expected)
    return names[given.value.casefold()]


def _texts(node: yaml.Node | None, source: str) -> Mapping[str, str]:
    texts: dict[str, str] = {}
    first: dict[str, Text] = {}
    for key, value in entries(node, _TEXTS) if node is not None else ():
        name = text_of(key, source)
        refuse_second(name, first)
        texts[name.value] = text_of(value, source).value
    return texts


def _listed(node: yaml.Node | None, source: str) -> tuple[str, ...]:
    if node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise Misplaced(place_of(node), found_in(node), "a list of sheets, such as [Figures]")
    return tuple(text_of(one, source).value for one in node.value)
