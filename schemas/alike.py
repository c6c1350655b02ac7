"""Constraints of one shape as arrays: what many relations allow their variables, all at once.

Variables and constraints are numbers here; a row of `variables` has those of one constraint.
What a row gives depends on nothing but that row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from schemas.intervals import Interval

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Domains:
    """The lowest and the highest value of every variable."""

    low: Floats
    high: Floats

    def of(self, variable: int) -> tuple[float, float]:
        """Return the domain of one variable."""
        return float(self.low[variable]), float(self.high[variable])


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums of as many variables each: factor times variable, added up, is in `low` to `high`."""

    numbers: Numbers
    variables: Numbers
    factors: Floats
    low: Floats
    high: Floats

    def project(self, domains: Domains) -> tuple[Floats, Floats]:
        """Return what each variable must be, given the domains of its row's others."""
        least, most = self._terms(domains)
        lows = self.low[:, None] - _of_the_others(most)
        highs = self.high[:, None] - _of_the_others(least)
        rising = self.factors > 0
        return (
            np.where(rising, lows, highs) / self.factors,
            np.where(rising, highs, lows) / self.factors,
        )

    def idle(self, domains: Domains) -> Marks:
        """Say which rows hold throughout the domains, so that they can tighten nothing."""
        least, most = (_added(terms)[:, -1] for terms in self._terms(domains))
        found: Marks = (self.low <= least) & (most <= self.high)
        return found

    def of(self, rows: Marks | Numbers) -> Sums:
        """Return some of the rows."""
        return replace(
            self,
            numbers=self.numbers[rows],
            variables=self.variables[rows],
            factors=self.factors[rows],
            low=self.low[rows],
            high=self.high[rows],
        )

    def _terms(self, domains: Domains) -> tuple[Floats, Floats]:
        one = self.factors * domains.low[self.variables]
        other = self.factors * domains.high[self.variables]
        return np.minimum(one, other), np.maximum(one, other)


@dataclass(frozen=True, eq=False)
class Products:
    """A law's relations of one variable a role; `implied` is the law's own projection."""

    numbers: Numbers
    variables: Numbers
    roles: tuple[str, ...]
    implied: Callable[[str, Mapping[str, Interval]], Interval]

    def project(self, domains: Domains) -> tuple[Floats, Floats]:
        """Return what each variable must be, given the domains of its row's others."""
        columns = self.variables.T
        low, high = domains.low[columns], domains.high[columns]
        intervals = {role: Interval(low[n], high[n]) for n, role in enumerate(self.roles)}
        lows, highs = np.empty(self.variables.shape), np.empty(self.variables.shape)
        for number, role in enumerate(self.roles):
            found = self.implied(role, intervals)
            lows[:, number], highs[:, number] = found.low, found.high
        # Where arithmetic has no answer, it says nothing.
        lows[np.isnan(lows)] = -inf
        highs[np.isnan(highs)] = inf
        return lows, highs

    def idle(self, domains: Domains) -> Marks:
        """Say of no row that it can tighten nothing."""
        del domains
        return np.zeros(len(self.numbers), dtype=bool)

    def of(self, rows: Marks | Numbers) -> Products:
        """Return some of the rows."""
        return replace(self, numbers=self.numbers[rows], variables=self.variables[rows])


Alike = Sums | Products


def different(values: Numbers) -> Numbers:
    """Return the different values in their order."""
    # numpy's own way imports masked arrays, which takes as long as checking a small package.
    found = np.sort(values)
    first: Marks = np.append(True, found[1:] != found[:-1])[: len(found)]
    return found[first]


def _of_the_others(terms: Floats) -> Floats:
    # Not the whole sum less the term: no bound less no bound is no number, and a large term
    # would leave its rounding behind.
    found = np.zeros_like(terms)
    found[:, 1:] = _added(terms[:, :-1])
    found[:, :-1] += _added(terms[:, :0:-1])[:, ::-1]
    return found


def _added(terms: Floats) -> Floats:
    sums: Floats = np.cumsum(terms, axis=1)
    return sums
