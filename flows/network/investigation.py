"""Looking into what failed: the network of relations, its contradictions, and their suspects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from flows.network.reading import read_columns
from schemas.figures import Figure
from schemas.laws.law import Law
from schemas.repairs import Desk
from schemas.suspects import Case, Suspect, cases, suspects

if TYPE_CHECKING:
    from schemas.network_relations import Relations
    from schemas.tightening import Tightest

Row = dict[str, Any]


@dataclass(frozen=True)
class Network:
    """All relations as a network, and what they leave together."""

    relations: Relations
    tightest: Tightest


@dataclass(frozen=True)
class Investigation:
    """What the network of all relations says.

    `suspects` are those of each contradiction, by the figures it was computed from; `hidden` the
    contradictions that no single relation shows. Without relations there is no network.
    """

    suspects: Mapping[frozenset[str], Sequence[Suspect]]
    hidden: Sequence[frozenset[str]]
    network: Network | None


def investigate(
    connection: duckdb.DuckDBPyConnection,
    laws: Sequence[Law],
    implied: Sequence[Row],
    figures: Mapping[str, Figure],
    desk: Desk,
) -> Investigation:
    """Build the network of all relations, and find what contradicts and who is suspect."""
    if not laws:
        return Investigation({}, [], None)
    # Importing numpy takes longer than all else that a package without relations needs.
    from schemas.contradictions import hidden_contradictions
    from schemas.relation_arrays import relations_of
    from schemas.tightening import tightest

    relations, failed = relations_of(laws, read_columns(connection, laws, implied))
    narrow = tightest(relations)
    hidden = hidden_contradictions(relations, figures, narrow.doubtful)
    found = _suspects(relations, [*failed, *hidden], figures, desk)
    return Investigation(found, hidden, Network(relations, narrow))


def _suspects(
    relations: Relations,
    contradictions: Sequence[frozenset[str]],
    figures: Mapping[str, Figure],
    desk: Desk,
) -> dict[frozenset[str], Sequence[Suspect]]:
    found: dict[frozenset[str], Sequence[Suspect]] = {}
    satisfied = relations.satisfied
    for together in cases(contradictions):
        everyone = sorted(frozenset.union(*together))
        case = Case(together, *relations.networks(relations.around(everyone)))
        names = sorted({*everyone, *case.usual.domains} & figures.keys())
        weights = {one: figures[one].weight * (1 + satisfied(one)) for one in names}
        ranked = suspects(case, figures, weights, desk)
        for one in together:
            found[one] = [suspect for suspect in ranked if suspect.figure_id in one]
    return found
