"""Every check of a pandera schema in one scan of a table.

The schema stays the declaration; its checks are taken as boolean columns and counted together,
where `Schema.validate` runs a query a check and fetches every failing row. A check that is null
for a row is unknown of it. A check with `raise_warning` warns where it does not hold, under the
name of the check that fails.
"""

from collections import defaultdict
from collections.abc import Collection
from functools import reduce
from operator import and_
from typing import Any

import ibis
import ibis.expr.types as ir
import pandera.ibis as pa
from pandera.api.ibis.types import IbisData

from schemas.terms import Outcome


def structure_faults(schema: pa.DataFrameSchema, table: ir.Table) -> list[str]:
    """Say which columns of a schema a table lacks or holds as another type."""
    types = table.schema()
    return [
        f"column {name}: expected {column.dtype}, found {types.get(name, 'none')}"
        for name, column in schema.columns.items()
        if name not in types or (column.dtype and not column.dtype.check(pa_type(types[name])))
    ]


def pa_type(dtype: Any) -> Any:
    """Return pandera's name of an ibis type."""
    from pandera.engines import ibis_engine

    return ibis_engine.Engine.dtype(dtype)


def outcomes(schema: pa.DataFrameSchema, table: ir.Table) -> dict[str, Any]:
    """Return the outcome of each of a schema's checks as a column of the table."""
    return {name: _outcome(*of) for name, of in _by_check(schema, table).items()}


def _by_check(
    schema: pa.DataFrameSchema, table: ir.Table
) -> dict[str, tuple[list[Any], list[Any]]]:
    """Return the conditions of each check: those that fail, and those that warn."""
    holds: dict[str, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
    for name, warns, condition in _conditions(schema, table):
        holds[name][warns].append(condition)
    return holds


def _conditions(schema: pa.DataFrameSchema, table: ir.Table) -> list[tuple[str, bool, Any]]:
    # pandera defines its built-in checks for ibis when a schema first meets a table.
    schema.register_default_backends(type(table))
    found = [_condition(check, table, None) for check in schema.checks]
    for name, column in schema.columns.items():
        found += [_condition(check, table, name) for check in column.checks]
        if not column.nullable:
            found.append((f"{name}-is-there", False, table[name].notnull()))
    return found


def _condition(check: Any, table: ir.Table, column: str | None) -> tuple[str, bool, Any]:
    result = _function(check)(IbisData(table, column), **check._check_kwargs)
    if isinstance(result, ir.Table):
        # A built-in check returns a projection; its expressions are over the table itself.
        result = reduce(and_, [value.to_expr() for value in result.op().values.values()])
    name = check.name if column is None else f"{column}-{check.name}"
    return name, bool(check.raise_warning), result


def _function(check: Any) -> Any:
    # A schema's copy of a built-in check may be older than the definition of the check for ibis.
    name = getattr(check._check_fn, "__name__", "")
    if not check.is_builtin_check(name):
        return check._check_fn
    return _is_in if name == "isin" else check.get_builtin_check_fn(name)


def _is_in(data: IbisData, allowed_values: Collection[Any]) -> Any:
    column = data.table[data.key]
    if column.type().is_string() and allowed_values:
        # DuckDB searches a list once for each text of a column's dictionary, IN once for each row.
        return ibis.array(sorted(allowed_values)).contains(column)
    return column.isin(allowed_values)


def _outcome(fails: list[Any], warns: list[Any]) -> Any:
    # All conditions of one check together: AND is null where one is unknown and none is false.
    strict = reduce(and_, fails) if fails else ibis.literal(True)
    mild = reduce(and_, warns) if warns else strict
    return ibis.cases(
        (strict.isnull(), Outcome.UNKNOWN),
        (~strict, Outcome.FAIL),
        (mild.isnull(), Outcome.UNKNOWN),
        (~mild, Outcome.WARN),
        else_=Outcome.PASS,
    )


def counts(schema: pa.DataFrameSchema, table: ir.Table) -> ir.Table:
    """Count the outcomes of every check in one aggregation: one row, columns `check|outcome`."""
    rows = table.count()
    return table.aggregate(
        **{
            f"{name}|{outcome}": count
            for name, of in _by_check(schema, table).items()
            for outcome, count in zip(Outcome, _counts(*of, rows), strict=True)
        }
    )


def _counts(fails: list[Any], warns: list[Any], rows: Any) -> tuple[Any, ...]:
    """Count what a check says, in the order of `Outcome`, from as few sums as it can be."""
    conditions = reduce(and_, fails or warns)
    known, held = conditions.count(), _true(conditions)
    none = ibis.literal(0)
    if not warns:
        return held, none, known - held, rows - known
    if not fails:
        return held, known - held, none, rows - known
    mild = reduce(and_, warns)
    passed, warned = _true(conditions & mild), _true(conditions & ~mild)
    return passed, warned, known - held, rows - known + held - passed - warned


def _true(condition: Any) -> Any:
    return condition.sum().fill_null(0)
