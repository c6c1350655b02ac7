"""What templates say of many texts at once, as columns of a table: the bounds of their figures."""

from typing import Any

import ibis
import ibis.expr.types as ir

from schemas.qualifiers import KINDS, bounds

BOUNDS = ("usual_low", "usual_high", "widest_low", "widest_high")
# The texts whose shape has a template, with the number in each: `count` in units of its last
# digit, `coarse` one unit of its last digit that is not 0.
FILLED = ibis.schema(
    {
        "place": "int64",
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
    """Return each text's place, unit, bounds in base units, digit and unit_assumed."""
    low, high, lowest, highest = (_in_base_units(filled, one) for one in _bounds(filled))
    # Taken from zero, since the negative of zero is another number to a table.
    ends = ((low, high), (high, low), (lowest, highest), (highest, lowest))
    columns = {
        name: ibis.ifelse(filled.negative, 0.0 - turned, one)
        for name, (one, turned) in zip(BOUNDS, ends, strict=True)
    }
    return filled.select("place", "unit", **columns, digit="digit", unit_assumed="unit_assumed")


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
