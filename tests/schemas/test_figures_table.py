from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import ibis
import pytest
from pandera.errors import SchemaError, SchemaErrors

from schemas.codes import Codes
from schemas.figures import Figure, PrintedFigure, read_figures
from schemas.figures_table import Figures

SCHEMA = Figures.to_schema()


def table(change: Callable[[dict[str, Any]], object] = lambda row: None) -> ibis.Table:
    printed = PrintedFigure(
        figure_id="A", source_id="S", park="P", indicator="I", period="2016", printed="420 billion"
    )
    [figure], _ = read_figures([printed], Codes())
    row = asdict(figure)
    change(row)
    types = {name: column.dtype.type for name, column in SCHEMA.columns.items()}
    return ibis.memtable([row], schema=ibis.schema(types))


def test_columns_are_the_fields_of_a_figure() -> None:
    assert list(SCHEMA.columns) == [field.name for field in fields(Figure)]


def test_a_figure_as_read_conforms() -> None:
    SCHEMA.validate(table())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("measure", "levle"),
        ("status", "implied"),
        ("digit", 0.0),
        ("usual_low", 1.0),
        ("usual_high", 1e15),
        ("period_end", date(2015, 12, 31)),
        ("weight", 0.0),
        ("park", None),
    ],
)
def test_a_table_that_reading_cannot_give_does_not(column: str, value: object) -> None:
    with pytest.raises((SchemaError, SchemaErrors)):
        SCHEMA.validate(table(lambda row: row.update({column: value})))
