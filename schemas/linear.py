"""What must give where linear relations cannot all hold.

The solver is HiGHS (Huangfu and Hall 2018, Parallelizing the dual revised simplex method),
through scipy. Error localisation is the mixed-integer form of Fellegi and Holt (1976), A
systematic approach to automatic edit and imputation, as in de Waal, Pannekoek and Scholtus,
Handbook of Statistical Data Editing and Imputation (2011), chapter 3.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, inf, isinf

import numpy as np
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from schemas.constraints import ANY, Bounds, Linear
from schemas.extremes import feasible

# A freed figure may take any value this many times the largest figure at hand.
FAR = 1e2
# HiGHS decides feasibility to 1e-7 of a row scaled to about one.
TOLERANCE = 1e-7


@dataclass(frozen=True)
class Programme:
    """Linear constraints over named variables within bounds, scaled to about one."""

    names: tuple[str, ...]
    matrix: csr_array
    low: np.ndarray
    high: np.ndarray
    bounds: np.ndarray
    scale: float


def programme(constraints: Sequence[Linear], domains: Mapping[str, Bounds]) -> Programme:
    """Write constraints and domains as one programme."""
    names = tuple(dict.fromkeys(name for one in constraints for name in one.variables))
    place = {name: number for number, name in enumerate(names)}
    rows = [
        (row, place[name], factor)
        for row, one in enumerate(constraints)
        for name, factor in one.coefficients.items()
    ]
    row_of, column_of, factors = zip(*rows, strict=True) if rows else ((), (), ())
    bounds = np.array([domains[name] for name in names], dtype=float).reshape(len(names), 2)
    finite = np.abs(bounds[np.isfinite(bounds)])
    scale = float(finite.max()) if finite.size and finite.max() > 0 else 1.0
    return Programme(
        names=names,
        matrix=csr_array((factors, (row_of, column_of)), shape=(len(constraints), len(names))),
        low=np.array([one.low for one in constraints]) / scale,
        high=np.array([one.high for one in constraints]) / scale,
        bounds=bounds / scale,
        scale=scale,
    )


def least_weight_sets(
    constraints: Sequence[Linear], domains: Mapping[str, Bounds], weights: Mapping[str, float]
) -> Iterator[frozenset[str]]:
    """Yield the lightest sets of variables that must change so that all constraints can hold.

    All sets of the least weight come, in the order in which the solver finds them. A variable of
    infinite weight, or of none in `weights`, may not change.
    """
    lp = programme(constraints, domains)
    may_change = [name for name in lp.names if not isinf(weights.get(name, inf))]
    cuts: list[frozenset[str]] = []
    short: list[frozenset[str]] = []
    least: float | None = None
    while True:
        found = _lightest(lp, may_change, weights, cuts, short)
        if found is None:
            return
        # A switch may stand at a millionth and still free a figure a little: ask again, exactly.
        if not feasible(constraints, {**domains, **dict.fromkeys(found, ANY)}):
            short.append(found)
            continue
        weight = fsum(weights[name] for name in found)
        least = weight if least is None else least
        if weight > least * (1 + TOLERANCE):
            return
        yield found
        if not found:
            return
        cuts.append(found)


def _lightest(
    lp: Programme,
    may_change: Sequence[str],
    weights: Mapping[str, float],
    cuts: Sequence[frozenset[str]],
    short: Sequence[frozenset[str]],
) -> frozenset[str] | None:
    """Solve for the lightest set that contains none of `cuts` and lies in none of `short`.

    One switch a variable frees it.
    """
    columns, switches = len(lp.names), len(may_change)
    place = {name: number for number, name in enumerate(lp.names)}
    far = FAR * max(1.0, float(np.abs(lp.bounds[np.isfinite(lp.bounds)]).max(initial=1.0)))
    switch = csr_array(
        ([far] * switches, ([place[name] for name in may_change], range(switches))),
        shape=(columns, switches),
    )
    unit = csr_array(np.eye(columns))
    conditions = [
        LinearConstraint(
            hstack([lp.matrix, csr_array((lp.matrix.shape[0], switches))]), lp.low, lp.high
        ),
        LinearConstraint(hstack([unit, switch]), lp.bounds[:, 0], np.inf),
        LinearConstraint(hstack([unit, -switch]), -np.inf, lp.bounds[:, 1]),
    ]
    for cut in cuts:
        row = np.concatenate([np.zeros(columns), [float(name in cut) for name in may_change]])
        conditions.append(LinearConstraint(row, -np.inf, len(cut) - 1))
    for cut in short:
        row = np.concatenate([np.zeros(columns), [float(name not in cut) for name in may_change]])
        conditions.append(LinearConstraint(row, 1, np.inf))
    goal = np.concatenate([np.zeros(columns), [weights[name] for name in may_change]])
    result = milp(
        goal,
        constraints=conditions,
        integrality=np.concatenate([np.zeros(columns), np.ones(switches)]),
        bounds=Box(
            np.concatenate([np.full(columns, -np.inf), np.zeros(switches)]),
            np.concatenate([np.full(columns, np.inf), np.ones(switches)]),
        ),
    )
    if result.x is None:
        return None
    return frozenset(
        name for name, on in zip(may_change, result.x[columns:], strict=True) if on > 0.5
    )
