"""Linear constraints over variables that are moved and scaled to lie between -1 and 1.

Printed figures are narrow intervals far from zero: unscaled, a solver's tolerance would be wider
than they are. The solver is HiGHS (Huangfu and Hall 2018, Parallelizing the dual revised simplex
method), through scipy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array, diags_array

from schemas.constraints import Bounds, Linear
from schemas.intervals import SLACK

# What has no bound may lie so many times as far as anything that has one.
ENDLESS = 1e4

Group = Sequence[Linear]
Domains = Mapping[str, Bounds]


@dataclass(frozen=True)
class Centred:
    """Constraints over named variables, each moved and scaled so that its bounds are -1 and 1.

    `group` numbers the group of constraints that each variable belongs to; `limits` are its scaled
    bounds: both zero where the variable is known.
    """

    names: tuple[str, ...]
    group: np.ndarray
    middle: np.ndarray
    half: np.ndarray
    limits: np.ndarray
    rows: LinearConstraint


def centred(groups: Sequence[Group], domains: Domains) -> Centred:
    """Centre the constraints of groups that share no variables."""
    of = {name: n for n, group in enumerate(groups) for one in group for name in one.variables}
    bounds = np.array([domains[name] for name in of], dtype=float)
    ends = np.where(np.isfinite(bounds), bounds, bounds[:, ::-1])
    middle = np.where(np.isfinite(ends), ends, 0.0).mean(axis=1)
    scale = max(float(np.abs(middle).max(initial=0.0)), 1.0)
    width = np.where(np.isfinite(bounds).all(axis=1), (bounds[:, 1] - bounds[:, 0]) / 2, scale)
    half = np.where(width > 0, width, 1.0)
    limits = (bounds - middle[:, None]) / half[:, None]
    return Centred(
        names=tuple(of),
        group=np.array(list(of.values())),
        middle=middle,
        half=half,
        limits=np.clip(limits, -ENDLESS, ENDLESS),
        rows=_rows([one for group in groups for one in group], list(of), middle, half),
    )


def _rows(
    constraints: Group, names: Sequence[str], middle: np.ndarray, half: np.ndarray
) -> LinearConstraint:
    place = {name: number for number, name in enumerate(names)}
    cells = [
        (row, place[name], factor)
        for row, one in enumerate(constraints)
        for name, factor in one.coefficients.items()
    ]
    rows, columns, factors = (np.array(column) for column in zip(*cells, strict=True))
    matrix = csr_array((factors, (rows, columns)), shape=(len(constraints), len(names)))
    at = matrix @ middle
    # Doubles round: what holds but for their last digits must not fail.
    slack = SLACK * (abs(matrix) @ np.abs(middle))
    scaled = matrix @ diags_array(half)
    size = np.maximum(abs(scaled).max(axis=1).toarray().ravel(), 1e-300)
    low = (np.array([one.low for one in constraints]) - at - slack) / size
    high = (np.array([one.high for one in constraints]) - at + slack) / size
    return LinearConstraint(csr_array(diags_array(1 / size) @ scaled), low, high)


def solved(of: Centred, goal: np.ndarray) -> np.ndarray | None:
    """Return the variables that make a sum least; None where the constraints cannot all hold."""
    box = Box(of.limits[:, 0], of.limits[:, 1])
    result = milp(goal, constraints=of.rows, bounds=box)
    return result.x if result.status == 0 else None
