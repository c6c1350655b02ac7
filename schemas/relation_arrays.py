"""The relations of a run from the columns of their tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol

import numpy as np

from schemas.alike import Domains, Floats, Numbers
from schemas.gathering import gather
from schemas.law_arrays import LawArrays
from schemas.laws.law import Law
from schemas.network_relations import Relations
from schemas.variables import Variables
from schemas.wholes import Whole


class Texts(Protocol):
    """A column whose values are looked at one by one."""

    def __getitem__(self, place: int) -> Any:
        """Return a value, that knows itself `as_py`."""


@dataclass(frozen=True, eq=False)
class Implied:
    """Figures that nobody printed: the numbers of working figures, and what each stands for.

    `missing` names the one that a relation lacks, by law and relation.
    """

    numbers: Sequence[int]
    keys: Sequence[str]
    missing: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Implied:
        """Return what the rows of implied figures say."""
        every = list(rows)
        keys = [key_of(row) for row in every]
        named = zip(every, keys, strict=True)
        missing = {(row["law"], row["relation"]): key for row, key in named}
        return cls([row["number"] for row in every], keys, missing)


def key_of(row: Mapping[str, Any]) -> str:
    """Return the name of a figure that nobody printed, from the columns of an implied one."""
    whole = f" of {Whole(row['of_park'], row['of_indicator'], row['of_segment']).written()}"
    return (
        f"{row['indicator']}[{row['segment']}]@{row['park']} {row['measure']}"
        f"{whole if row['measure'] == 'share' else ''} "
        f"{row['period_start']}/{row['period_end']} {row['unit'] or ''}"
    )


@dataclass(frozen=True, eq=False)
class Columns:
    """Figures in the order of their ids, and relations in the order of laws and of their names.

    `numbers` and `bounds` are those of the printed figures, usual and widest. Of each relation
    there is the place of its law, whether it fails and of which figures; of each of its roles, how
    many members it has, -1 where it is missing, and the four bounds of one without; and the members
    of all, as numbers of figures.
    """

    laws: int
    printed: Sequence[str]
    numbers: memoryview
    bounds: Sequence[memoryview]
    implied: Implied
    law: memoryview
    failing: memoryview
    counts: memoryview
    members: memoryview
    known: memoryview
    relation: Texts
    unit: Texts
    failing_ids: Texts

    @cached_property
    def starts(self) -> Numbers:
        """The place of the first relation of each law, and beyond the last of all."""
        return np.searchsorted(_whole_numbers(self.law), np.arange(self.laws + 1))

    def named(self, law: int, place: int) -> tuple[str, str | None]:
        """Return a relation's name within its law and its unit: it may stand in several."""
        row = int(self.starts[law]) + place
        return self.relation[row].as_py(), self.unit[row].as_py()


def relations_of(laws: Sequence[Law], columns: Columns) -> tuple[Relations, list[frozenset[str]]]:
    """Return the network of all relations, and the figures of each that fails on its own."""
    variables, variable_of = _variables(columns)
    failing = _whole_numbers(columns.failing) == 1
    arrays = _law_arrays(laws, columns, variables, variable_of)
    places = [slice(*columns.starts[n : n + 2]) for n in range(len(arrays))]
    found = gather(arrays, [failing[one] for one in places], variables, columns.named)
    makes = np.concatenate([np.empty(0, dtype=np.int64), *(one.makes for one in arrays)])
    rows = np.flatnonzero(failing & (makes > 0)).tolist()
    return found, [frozenset(columns.failing_ids[row].as_py()) for row in rows]


def _variables(columns: Columns) -> tuple[Variables, Numbers]:
    """Return the variables, and that of each figure by the figure's number."""
    unprinted = sorted(set(columns.implied.keys))
    place = {key: number for number, key in enumerate(unprinted, start=len(columns.printed))}
    stands_for = [place[key] for key in columns.implied.keys]
    usual_low, usual_high, widest_low, widest_high = map(_doubles, columns.bounds)
    usual, widest = Domains(usual_low, usual_high), Domains(widest_low, widest_high)
    variable_of = np.empty(len(columns.printed) + len(stands_for), np.int64)
    variable_of[_whole_numbers(columns.numbers)] = np.arange(len(columns.printed))
    variable_of[np.array(columns.implied.numbers, np.int64)] = stands_for
    return Variables(columns.printed, unprinted, usual, widest), variable_of


def _law_arrays(
    laws: Sequence[Law], columns: Columns, variables: Variables, variable_of: Numbers
) -> list[LawArrays]:
    counts, known = _whole_numbers(columns.counts), _doubles(columns.known)
    members = variable_of[_whole_numbers(columns.members)]
    found, of_counts, of_members = [], 0, 0
    for law, (first, last) in zip(laws, pairwise(columns.starts.tolist()), strict=True):
        size = (last - first) * len(law.roles)
        own = counts[of_counts : of_counts + size].reshape(-1, len(law.roles))
        bounds = known[of_counts * 4 : (of_counts + size) * 4].reshape(-1, len(law.roles), 4)
        more = int(np.maximum(own, 0).sum())
        lacking = _lacking(law, own, columns, variables, first)
        found.append(LawArrays(law, own, members[of_members : of_members + more], bounds, lacking))
        of_counts, of_members = of_counts + size, of_members + more
    return found


def _lacking(
    law: Law, counts: Numbers, columns: Columns, variables: Variables, first: int
) -> Numbers:
    found = np.full(len(counts), -1)
    for place in np.flatnonzero((counts < 0).sum(axis=1) == 1).tolist():
        relation = columns.relation[first + place].as_py()
        name = columns.implied.missing.get((law.name, relation))
        if name is not None:
            found[place] = variables.number(name)
    return found


def _whole_numbers(memory: memoryview) -> Numbers:
    return np.frombuffer(memory, dtype=np.int64) if memory.nbytes else np.empty(0, dtype=np.int64)


def _doubles(memory: memoryview) -> Floats:
    return np.frombuffer(memory, dtype=np.float64) if memory.nbytes else np.empty(0)
