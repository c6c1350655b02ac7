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

Lines = Mapping[int, Line]


@dataclass(frozen=True)
class Matched:
    """The rows and columns that are named, by their numbers, and what is wrong with the others."""

    rows: Lines
    columns: Lines
    unmatched: list[Quarantined]


def matched(mapping: TableMapping, sheet: Sheet, grid: Grid, file: str) -> Matched:
    """Match a table's rows and columns with a mapping, which stands in a file."""
    wrong: list[Quarantined] = []
    rows = _lines(mapping.rows, grid.rows, "row", file, wrong)
    columns = _lines(mapping.columns, grid.columns, "column", file, wrong)
    wrong += _unnamed(mapping, sheet, grid, "row", rows, columns)
    wrong += _unnamed(mapping, sheet, grid, "column", columns, rows)
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


def _unnamed(
    mapping: TableMapping, sheet: Sheet, grid: Grid, noun: str, lines: Lines, across: Lines
) -> Iterator[Quarantined]:
    """Yield what stands in rows or columns without a line, where those across are read."""
    in_rows = noun == "row"
    for number, label in (grid.rows if in_rows else grid.columns).items():
        cells = [(number, one) if in_rows else (one, number) for one in _read(across)]
        texts = [_text(mapping, grid, cell) for cell in cells]
        if number not in lines and any(texts):
            head = (number, mapping.labels[1]) if in_rows else (mapping.header[1], number)
            named = (noun, _place_name(noun)(number))
            yield _quarantined(sheet.cell(*head), label, named, texts, mapping)


def _read(lines: Lines) -> list[int]:
    return [number for number, line in lines.items() if not line.skipped]


def _text(mapping: TableMapping, grid: Grid, cell: tuple[int, int]) -> str:
    text = grid.texts.get(cell, "").strip()
    return "" if text in mapping.empty or cell in mapping.skip else text


def _quarantined(
    place: Place, one: Label, named: tuple[str, str], texts: list[str], mapping: TableMapping
) -> Quarantined:
    noun, key = named
    found = f"the {noun} {one.text!r}, of which the mapping says nothing"
    expected = f"{one.text or key!r} among its {noun}s, perhaps as {SKIPPED}"
    row = {"source_id": mapping.meaning.get("source_id", ""), one.text: texts}
    return Quarantined(place, shorten(found), expected, row_json(row))
