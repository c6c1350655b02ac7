"""pandera: what must hold of each law's relations, and what the quality log says of them."""

from functools import reduce
from math import inf
from typing import Any

import ibis
import ibis.expr.types as ir
import pandera.ibis as pa
from pandera.api.ibis.types import IbisData

from schemas.confrontation import outcomes
from schemas.intervals import Interval, least
from schemas.laws.law import RELATION, Law, holds, no_ids
from schemas.laws.workings import intervals
from schemas.terms import Outcome


def relations_schema(law: Law) -> pa.DataFrameSchema:
    """Declare a law's relations: the widest readings must agree, the usual ones should."""

    def widest_agree(data: IbisData) -> Any:
        return holds(law, data.table, widest=True)

    def usual_agree(data: IbisData) -> Any:
        return holds(law, data.table)

    named = (*law.roles, "expected")
    bounds = [f"{role}_{bound}" for role in named for bound in ("low", "high")]
    return pa.DataFrameSchema(
        columns={
            **{name: pa.Column(str, nullable=name != "relation") for name in RELATION},
            **{name: pa.Column(float, nullable=True) for name in bounds},
        },
        checks=[
            pa.Check(
                widest_agree,
                name=law.name,
                error=law.says,
                raise_warning=law.at_most == Outcome.WARN,
            ),
            pa.Check(usual_agree, name=law.name, error=law.says, raise_warning=True),
        ],
        name=law.name,
    )


def with_outcomes(law: Law, relations: ir.Table) -> ir.Table:
    """Add the outcome to relations with expectation."""
    return relations.mutate(outcome=outcomes(relations_schema(law), relations)[law.name])


def told(law: Law, said: ir.Table) -> ir.Table:
    """Add observed bounds, gap, sharpness, figure_ids and what else people are told."""
    figure, needed = _figure_and_needed(law, said)
    digit = said[f"{law.observed}_digit"]
    passed = said.outcome == Outcome.PASS
    known = needed.low.notnull()
    distance = ibis.ifelse(known, figure.gap(needed), ibis.null("float64"))
    observed = intervals(said, [law.measured])[law.measured]
    widest = intervals(said, [law.measured], widest=True)[law.measured]
    return said.mutate(
        observed_low=observed.low,
        observed_high=observed.high,
        observed_widest_low=widest.low,
        observed_widest_high=widest.high,
        gap=ibis.ifelse(passed, 0.0, finite(distance / digit)),
        sharpness=finite(_sharpness(passed, figure, needed)),
        figure_ids=_figure_ids(law, said),
        sources=_words(law, said, "source_id"),
        statuses_used=_words(law, said, "status"),
    )


def _figure_and_needed(law: Law, table: ir.Table) -> tuple[Interval, Interval]:
    """Return the first role, by whose digits a gap is told, and what it must be."""
    needed = "expected" if law.observed_by is None else "needed"
    both = intervals(table, [law.observed, needed])
    return both[law.observed], both[needed]


def _figure_ids(law: Law, table: ir.Table) -> Any:
    ids = [table[f"{role}_ids"].fill_null(no_ids()) for role in law.roles]
    return reduce(lambda a, b: a.concat(b), ids).unique().sort()


def _sharpness(passed: Any, observed: Interval, expected: Interval) -> Any:
    """Return the smallest relative slip of the observed figure that would not have passed.

    Of a figure that passes, the way from where it was printed to where it would no longer meet
    what is expected; of another, half of both widths, the slip that no luck could have hidden.
    """
    middle = ((observed.low + observed.high) / 2).abs()
    up = expected.high - observed.low
    down = observed.high - expected.low
    return ibis.ifelse(passed, least(up, down), (up + down) / 2) / middle


def finite(bound: Any) -> Any:
    """Return a column with null where it is infinite or no number."""
    return ibis.ifelse(bound.isnan() | (bound.abs() == inf), ibis.null("float64"), bound)


def _words(law: Law, relations: ir.Table, column: str) -> Any:
    """Return the words of an operand column over all roles, once each."""
    # A role that sums several figures has the words of all of them, with commas between.
    words = [relations[f"{role}_{column}"].split(", ").fill_null(no_ids()) for role in law.roles]
    return reduce(lambda a, b: a.concat(b), words).unique().sort()
