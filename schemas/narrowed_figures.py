"""The printed figures that relations narrow: to what, from which figures, by which laws."""

from dataclasses import dataclass

import numpy as np

from schemas.alike import Floats, Numbers, different
from schemas.narrowing import Pairs
from schemas.network_relations import Relations
from schemas.tightening import Tightest


@dataclass(frozen=True, eq=False)
class Lists:
    """A list of numbers for each of several things: `values` from one of `starts` to the next."""

    starts: Numbers
    values: Numbers


@dataclass(frozen=True, eq=False)
class NarrowedFigures:
    """Printed figures by number, what they are narrowed to, and each one's figures and laws."""

    figures: Numbers
    low: Floats
    high: Floats
    sources: Lists
    laws: Lists


def narrowed_figures(relations: Relations, tightest: Tightest) -> NarrowedFigures:
    """Return the narrowed figures in their order.

    A figure was narrowed from itself, and from the figures of all relations that ever gave it a
    bound tighter than it had, and tighter than every other relation gave it at the time.
    """
    printed = len(relations.variables.printed)
    figures = tightest.narrowed[tightest.narrowed < printed]
    of_printed = tightest.by.variables < printed
    by = Pairs(tightest.by.variables[of_printed], tightest.by.constraints[of_printed])
    members = _members(relations, by, printed)
    laws = np.searchsorted(np.array(relations.starts), by.constraints, side="right") - 1
    return NarrowedFigures(
        figures,
        tightest.domains.low[figures],
        tightest.domains.high[figures],
        _lists(
            figures,
            np.concatenate([members.variables, figures]),
            np.concatenate([members.constraints, figures]),
        ),
        _lists(figures, by.variables, laws),
    )


def _members(relations: Relations, by: Pairs, printed: int) -> Pairs:
    """Return each variable with the printed figures of the constraints that narrowed it."""
    variables, members = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    row = np.full(len(relations.failing), -1)
    for one in relations.constraints:
        row[one.numbers] = np.arange(len(one.numbers))
        chosen = np.flatnonzero(row[by.constraints] >= 0)
        found = one.variables[row[by.constraints[chosen]]]
        variables.append(np.repeat(by.variables[chosen], found.shape[1]))
        members.append(found.ravel())
        row[one.numbers] = -1
    of, figures = np.concatenate(variables), np.concatenate(members)
    return Pairs(of[figures < printed], figures[figures < printed])


def _lists(figures: Numbers, of: Numbers, values: Numbers) -> Lists:
    """Return the different values of each figure in their order."""
    beyond = int(values.max(initial=0)) + 1
    keys = different(of * beyond + values)
    starts = np.append(np.searchsorted(keys, figures * beyond), len(keys))
    return Lists(starts, keys % beyond)
