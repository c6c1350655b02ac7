"""The smallest change of some numbers that reconciles them with linear relations.

Least squares under constraints: Stone, Champernowne and Meade 1942, The precision of national
income estimates, Review of Economic Studies 9. Solved by sequential quadratic programming (Kraft
1988, A software package for sequential quadratic programming), through scipy.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from scipy.optimize import LinearConstraint, minimize

from schemas.constraints import Linear

Vector: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]

# Where the solver stops, of the square of the largest number.
TOLERANCE = 1e-12


def adjusted(
    constraints: Sequence[Linear], values: Mapping[str, float], movable: Sequence[str]
) -> dict[str, float] | None:
    """Return the values with the movable ones moved least; None where no move reconciles them."""
    scale = max((abs(values[name]) for name in movable), default=0.0) or 1.0
    start = np.array([values[name] for name in movable]) / scale

    def squares(moved: Vector, *_: object) -> float:
        return float(((moved - start) ** 2).sum())

    def slope(moved: Vector, *_: object) -> Vector:
        return 2 * (moved - start)

    result = minimize(
        squares,
        start.tolist(),
        jac=slope,
        constraints=_conditions(constraints, values, movable, scale),
        method="SLSQP",
        tol=TOLERANCE,
    )
    if not result.success:
        return None
    return dict(values) | dict(zip(movable, (result.x * scale).tolist(), strict=True))


def _conditions(
    constraints: Sequence[Linear],
    values: Mapping[str, float],
    movable: Sequence[str],
    scale: float,
) -> list[LinearConstraint]:
    """Write constraints over the movable values alone, in units of `scale`: equations, bounds."""
    known = sorted(values.keys() - set(movable))
    found = []
    for kind in (True, False):
        alike = [one for one in constraints if (one.low == one.high) is kind]
        rows = np.array([[one.coefficients.get(name, 0.0) for name in movable] for one in alike])
        rest = np.array(
            [sum(one.coefficients.get(name, 0.0) * values[name] for name in known) for one in alike]
        )
        ends = [np.array([getattr(one, end) for one in alike]) for end in ("low", "high")]
        if alike:
            found.append(LinearConstraint(rows, *((end - rest) / scale for end in ends)))
    return found
