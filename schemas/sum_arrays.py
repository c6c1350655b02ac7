"""Laws that are sums, or say that figures are equal, as arrays of factors."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from schemas.alike import Floats, Numbers, Sums, different
from schemas.law_arrays import LawArrays


@dataclass(frozen=True, eq=False)
class Entries:
    """Factors of variables in sums, and the bounds of each sum."""

    numbers: Numbers
    low: Floats
    high: Floats
    of: Numbers
    variables: Numbers
    factors: Floats


def entries(law: LawArrays, first: int) -> Entries:
    """Return what a law that is a sum, or an equality, makes of its relations."""
    return _equalities(law, first) if law.law.equal else _sums(law, first)


def _equalities(law: LawArrays, first: int) -> Entries:
    """Return that each two printings after one another are equal."""
    chosen = (law.role_of == law.observed) & (law.makes > 0)[law.place_of]
    members, places = law.members[chosen], law.place_of[chosen]
    pairs = np.flatnonzero(places[1:] == places[:-1])
    count = len(pairs)
    numbers = np.arange(count) + first
    ends, zero = np.stack([members[pairs], members[pairs + 1]], axis=1), np.zeros(count)
    signs = np.tile([1.0, -1.0], count)
    return Entries(numbers, zero, zero, np.repeat(numbers, 2), ends.ravel(), signs)


def _sums(law: LawArrays, first: int) -> Entries:
    form = law.law.linear
    assert form is not None, "the caller asked"
    factors = np.array([form.coefficients.get(role, 0.0) for role in law.law.roles])
    says = law.makes > 0
    number_of = np.cumsum(says) - 1 + first
    low, high = np.full(len(says), float(form.low)), np.full(len(says), float(form.high))
    for place, factor in enumerate(factors.tolist()):
        # A role that is no figure, like the bounds of a range, is known from the row.
        if factor:
            fixed = law.counts[:, place] == 0
            ends = np.sort(factor * law.known[fixed, place, :2], axis=1)
            low[fixed] -= ends[:, 1]
            high[fixed] -= ends[:, 0]
    kept = says[law.place_of]
    lacking = np.flatnonzero(says & (law.counts < 0).any(axis=1))
    open_role = (law.counts[lacking] < 0).argmax(axis=1)
    return Entries(
        number_of[says],
        low[says],
        high[says],
        number_of[np.concatenate([law.place_of[kept], lacking])],
        np.concatenate([law.members[kept], law.lacking[lacking]]),
        factors[np.concatenate([law.role_of[kept], open_role])],
    )


def sums(of: Iterable[Entries], variables: int) -> list[Sums]:
    """Return sums by how many variables they have, those of a row in the order of their numbers."""
    all_of = list(of)
    if not all_of:
        return []
    numbers, low, high, rows, columns, factors = (
        np.concatenate([getattr(one, name) for one in all_of])
        for name in ("numbers", "low", "high", "of", "variables", "factors")
    )
    keys = rows * variables + columns
    order = np.argsort(keys, kind="stable")
    first = np.append(True, keys[order][1:] != keys[order][:-1])[: len(keys)]
    # A part of itself, over a circle of parents, says nothing of itself.
    added = np.bincount(np.cumsum(first) - 1, weights=factors[order])
    kept = order[first][added != 0]
    rows, columns, added = rows[kept], columns[kept], added[added != 0]
    return list(_by_size(numbers, low, high, rows, columns, added))


def _by_size(
    numbers: Numbers,
    low: Floats,
    high: Floats,
    rows: Numbers,
    columns: Numbers,
    factors: Floats,
) -> Iterable[Sums]:
    order = np.argsort(numbers)
    numbers, low, high = numbers[order], low[order], high[order]
    place = np.searchsorted(numbers, rows)
    sizes = np.bincount(place, minlength=len(numbers))
    for size in different(sizes[sizes > 0]).tolist():
        chosen, within = sizes == size, sizes[place] == size
        yield Sums(
            numbers[chosen],
            columns[within].reshape(-1, size),
            factors[within].reshape(-1, size),
            low[chosen],
            high[chosen],
        )
