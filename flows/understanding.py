"""What the program understands of printed texts, shown on a terminal or as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from flows.formats.json_format import row_json
from flows.terminal.findings import console
from flows.terminal.number_line import text_lines
from flows.terminal.parts import Indented
from flows.wording import harmless
from schemas.bars import NumberLine
from schemas.display import format_interval, format_number
from schemas.understood import Asked, NotUnderstood, Understood, understood

MARGIN = 2
Readings = Sequence[Understood | NotUnderstood]


def read_and_show(texts: Sequence[str], asked: Asked, form: str) -> bool:
    """Print what printed texts say; return whether all of them could be read."""
    readings = [understood(text, asked) for text in texts]
    if form == "json":
        for one in readings:
            click.echo(row_json(as_row(one)).encode(errors="replace") + b"\n", nl=False)
    elif len(readings) == 1:
        show(readings[0])
    else:
        console().print(_table(readings))
    return not any(isinstance(one, NotUnderstood) for one in readings)


def as_row(reading: Understood | NotUnderstood) -> dict[str, Any]:
    """Return a reading in the columns of the log's figures, or why there is none."""
    if isinstance(reading, NotUnderstood):
        return asdict(reading)
    return {
        "printed": reading.printed,
        **reading.amount._asdict(),
        "qualifier": reading.qualifier or None,
        "words": reading.words or None,
    }


def show(reading: Understood | NotUnderstood) -> None:
    """Print one reading, with a number line where it is a picture."""
    out = console()
    if isinstance(reading, NotUnderstood):
        for line in _not_understood(reading):
            out.print(Indented(Text(line), columns=0))
        return
    for name, said in _facts(reading):
        out.print(Indented(Text(f"{name:<12}{harmless(said)}"), columns=0, hanging=12))
    if reading.line is not None:
        out.print()
        for line in _drawn(reading.line, out.width, out.options.ascii_only):
            out.print(Text(" " * MARGIN + line))


def _drawn(line: NumberLine, columns: int, plain: bool) -> list[str]:
    return text_lines(line, columns - 2 * MARGIN, plain=plain)


def _facts(reading: Understood) -> Iterator[tuple[str, str]]:
    of = reading.amount
    yield "printed", reading.printed
    yield "usual", format_interval(of.usual_low, of.usual_high, of.unit)
    yield "widest", format_interval(of.widest_low, of.widest_high, of.unit)
    yield "unit", f"{of.unit}, though none is printed" if of.unit_assumed else of.unit
    yield "last digit", f"one unit of it is {format_number(of.digit, of.unit)}"
    qualifier = f"{reading.words}: " if reading.words else ""
    yield "qualifier", f"{qualifier}{reading.says}"


def _not_understood(reading: NotUnderstood) -> Iterator[str]:
    said = harmless(reading.printed)
    yield f"column {reading.column}: {_found(reading)}, expected {harmless(reading.expected)}"
    if reading.found and said == reading.printed:
        yield ""
        yield f"{said[: reading.column - 1]}>>>{said[reading.column - 1 :]}"


def _found(reading: NotUnderstood) -> str:
    return f"found '{harmless(reading.found)}'" if reading.found else "found the end of the text"


def _table(readings: Readings) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 0, 0, 3), header_style="dim")
    for name in ("printed", "usual", "widest", "qualifier"):
        table.add_column(name, overflow="fold")
    for one in readings:
        table.add_row(Text(harmless(one.printed)), *map(Text, _cells(one)))
    return table


def _cells(reading: Understood | NotUnderstood) -> tuple[str, ...]:
    if isinstance(reading, NotUnderstood):
        return ("not understood", f"column {reading.column}: {_found(reading)}", "")
    of = reading.amount
    return (
        format_interval(of.usual_low, of.usual_high, of.unit),
        format_interval(of.widest_low, of.widest_high, of.unit),
        harmless(reading.words),
    )
