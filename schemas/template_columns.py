"""What templates say of many texts at once, as columns of a table: the bounds of their figures."""

from dataclasses import fields
from datetime import date
from typing import Any, get_type_hints

import ibis
import ibis.expr.types as ir

from schemas.amounts import Amount
from schemas.figures import Figure
from schemas.qualifiers import KINDS, bounds

BOUNDS = ("usual_low", "usual_high", "widest_low", "widest_high")
_TYPES = {str: "string", int: "int64", float: "float64", date: "date", date | None: "date"}
# What is known of a row beside its reading.
_ROW = {
    **{
        field.name: _TYPES[get_type_hints(Figure)[field.name]]
        for field in fields(Figure)
        if field.name not in Amount._fields
    },
    "currency": "string",
    "indicator_unit": "string",
    "place": "int64",
}
# Rows, with the number in each text whose shape has a template: `count` in units of its last
# digit, `coarse` one unit of its last digit that is not 0.
FILLED = ibis.schema(
    {
        **_ROW,
        "count": "int64",
        "coarse": "int64",
        "counted": "boolean",
        "kind": "string",
        "negative": "boolean",
        "factor": "float64",
        "divisor": "float64",
        "digit": "float64",
        "unit": "string",
        "unit_assumed": "boolean",
    }
)


def readings(filled: ir.Table) -> ir.Table:
    """Return rows with their readings, all in base units; null where a shape has no template."""
    low, high, lowest, highest = (_in_base_units(filled, one) for one in _bounds(filled))
    # Taken from zero, since the negative of zero is another number to a table.
    ends = ((low, high), (high, low), (lowest, highest), (highest, lowest))
    columns = {
        name: ibis.ifelse(filled.negative, 0.0 - turned, one)
        for name, (one, turned) in zip(BOUNDS, ends, strict=True)
    }
    return filled.select(*_ROW, "unit", **columns, digit="digit", unit_assumed="unit_assumed")


def _bounds(filled: ir.Table) -> list[Any]:
    """Return the four bounds in parts of the last digit, by the qualifier of each text."""
    cases: list[tuple[Any, list[Any]]] = []
    for kind in KINDS:
        for counted in (True, False) if not kind else (False,):
            usual, widest = bounds(kind, filled["count"], filled.coarse, counted)
            here = filled.kind == kind
            cases.append((here & filled.counted if counted else here, [*usual, *widest]))
    return [
        ibis.cases(*((here, _as_double(found[place])) for here, found in cases))
        for place in range(len(BOUNDS))
    ]


def _as_double(bound: Any) -> Any:
    return ibis.literal(bound) if isinstance(bound, float) else bound.cast("float64")


def _in_base_units(filled: ir.Table, bound: Any) -> Any:
    return bound * filled.factor / filled.divisor
