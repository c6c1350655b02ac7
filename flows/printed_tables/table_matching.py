"""The rows and columns of a printed table against those that its mapping names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.forms.sheet import Sheet
from flows.printed_tables.table_grid import Grid, Label
from schemas.faults import did_you_mean, row_json, shorten
from schemas.places import letters
from schemas.rules.texts import Misplaced
from schemas.table_mapping import SKIPPED, Line, TableMapping
from schemas.table_texts import place_in
from schemas.terms import Place, Quarantined


@dataclass(frozen=True)
class Matched:
    """The rows and columns that are named, by their numbers, and what is wrong with the others."""

    rows: Mapping[int, Line]
    columns: Mapping[int, Line]
    unmatched: list[Quarantined]


def matched(mapping: TableMapping, sheet: Sheet, grid: Grid, file: str) -> Matched:
    """Match a table's rows and columns with a mapping, which stands in a file."""
    wrong: list[Quarantined] = []
    rows = _lines(mapping.rows, grid.rows, "row", file, wrong)
    columns = _lines(mapping.columns, grid.columns, "column", file, wrong)
    wrong += _unnamed_rows(mapping, sheet, grid, rows, columns)
    wrong += _unnamed_columns(mapping, sheet, grid, rows, columns)
    return Matched(rows, columns, wrong)


def _lines(
    named: Iterable[Line],
    labels: Mapping[int, Label],
    noun: str,
    file: str,
    wrong: list[Quarantined],
) -> dict[int, Line]:
    found: dict[int, Line] = {}
    for line in named:
        numbers = _numbers(line.label, labels)
        if len(numbers) == 1:
            found.setdefault(numbers[0], line)
        else:
            wrong.append(_mistake(line, numbers, labels, noun).quarantined(file))
    return dict(sorted(found.items()))


def _numbers(name: str, labels: Mapping[int, Label]) -> list[int]:
    place = place_in(name)
    if place is not None:
        return [place[1]] if place[1] in labels else []
    return [number for number, one in labels.items() if one.text == name]


def _mistake(line: Line, numbers: list[int], labels: Mapping[int, Label], noun: str) -> Misplaced:
    called = _place_name(noun)
    if numbers:
        places = ", ".join(map(called, numbers))
        expected = f"each label once; name it by its place: {places}"
        return Misplaced(line.place, f"{line.label!r}, which {len(numbers)} {noun}s have", expected)
    known = list(dict.fromkeys(one.text for one in labels.values() if one.text))
    near = did_you_mean(line.label, known) or f"; there are {shorten(', '.join(known))}"
    return Misplaced(line.place, f"{line.label!r}, which no {noun} has", f"a {noun}'s label{near}")


def _place_name(noun: str) -> Callable[[int], str]:
    return lambda number: f"{noun} {number if noun == 'row' else letters(number)}"


def _unnamed_rows(
    mapping: TableMapping,
    sheet: Sheet,
    grid: Grid,
    rows: Mapping[int, Line],
    columns: Mapping[int, Line],
) -> Iterator[Quarantined]:
    for row, one in grid.rows.items():
        texts = [_text(mapping, grid, (row, column)) for column in _read(columns)]
        if row not in rows and any(texts):
            place = sheet.cell(row, mapping.labels[1])
            yield _unnamed(place, one, ("row", f"row {row}"), texts, mapping)


def _unnamed_columns(
    mapping: TableMapping,
    sheet: Sheet,
    grid: Grid,
    rows: Mapping[int, Line],
    columns: Mapping[int, Line],
) -> Iterator[Quarantined]:
    for column, one in grid.columns.items():
        texts = [_text(mapping, grid, (row, column)) for row in _read(rows)]
        if column not in columns and any(texts):
            key = f"column {letters(column)}"
            place = sheet.cell(mapping.header[1], column)
            yield _unnamed(place, one, ("column", key), texts, mapping)


def _read(lines: Mapping[int, Line]) -> list[int]:
    return [number for number, line in lines.items() if not line.skipped]


def _text(mapping: TableMapping, grid: Grid, cell: tuple[int, int]) -> str:
    text = grid.texts.get(cell, "").strip()
    return "" if text in mapping.empty or cell in mapping.skip else text


def _unnamed(
    place: Place, one: Label, named: tuple[str, str], texts: list[str], mapping: TableMapping
) -> Quarantined:
    noun, key = named
    found = f"the {noun} {one.text!r}, of which the mapping says nothing"
    expected = f"{one.text or key!r} among its {noun}s, perhaps as {SKIPPED}"
    row = {"source_id": mapping.meaning.get("source_id", ""), one.text: texts}
    return Quarantined(place, shorten(found), expected, row_json(row))
