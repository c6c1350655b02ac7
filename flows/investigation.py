"""Looking into what failed: the network of relations, its contradictions, and their suspects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from flows.kept_rows import relation_rows
from flows.law_queries import queries
from schemas.constraints import Linear
from schemas.contradictions import hidden_contradictions
from schemas.figures import Figure
from schemas.laws.law import Law
from schemas.network_relations import Names, Relations, gather, key_of
from schemas.repairs import Desk
from schemas.suspects import Case, Suspect, around, cases, suspects
from schemas.terms import Outcome
from schemas.tightening import Tightened, tightest

Row = dict[str, Any]


@dataclass(frozen=True)
class Investigation:
    """What the network of all relations says.

    `suspects` are those of each contradiction, by the figures it was computed from; `hidden` the
    contradictions that no single relation shows.
    """

    suspects: Mapping[frozenset[str], Sequence[Suspect]]
    hidden: Sequence[frozenset[str]]
    tightened: Sequence[Tightened]
    relations: Relations
    printed: frozenset[str]


def investigate(
    connection: duckdb.DuckDBPyConnection,
    laws: Sequence[Law],
    implied: Sequence[Row],
    figures: Mapping[str, Figure],
    desk: Desk,
) -> Investigation:
    """Build the network of all relations, and find what contradicts and who is suspect."""
    relations, failed = _relations(connection, laws, implied)
    usual = relations.network(figures)
    widest = relations.network(figures, widest=True)
    failing = set(failed)
    narrow, doubtful = tightest(usual, failing)
    hidden = hidden_contradictions(widest, failing, figures, doubtful)
    contradictions = [*failed.values(), *hidden]
    weights = _weights(relations, failing, figures)
    found: dict[frozenset[str], Sequence[Suspect]] = {}
    for together in cases(contradictions):
        everyone = sorted(frozenset.union(*together))
        case = Case(together, around(usual, everyone, figures), around(widest, everyone, figures))
        ranked = suspects(case, figures, weights, desk)
        for one in together:
            found[one] = [suspect for suspect in ranked if suspect.figure_id in one]
    return Investigation(found, hidden, narrow, relations, frozenset(figures))


def _relations(
    connection: duckdb.DuckDBPyConnection, laws: Sequence[Law], implied: Sequence[Row]
) -> tuple[Relations, dict[str, frozenset[str]]]:
    """Return all relations, and the figures of each constraint that fails on its own."""
    names = Names(
        {row["figure_id"]: key_of(row) for row in implied},
        {(row["law"], row["relation"]): key_of(row) for row in implied},
    )
    relations, failed = Relations(), {}
    for law in laws:
        for row, kept in relation_rows(connection, law, queries(law).table):
            before = len(relations.constraints)
            gather(law, [row], names, relations)
            for one in relations.constraints[before:]:
                relations.rows[one.name] = kept
                if row["outcome"] == Outcome.FAIL:
                    failed[one.name] = frozenset(row["figure_ids"])
    return relations, failed


def _weights(
    relations: Relations, failing: set[str], figures: Mapping[str, Figure]
) -> dict[str, float]:
    """Return each figure's weight: its source's, times the equations that it satisfies."""
    satisfied = dict.fromkeys(figures, 0)
    for one in relations.constraints:
        # A bound that holds says little for a figure; an equation says much.
        bound = isinstance(one, Linear) and one.low != one.high
        if one.name not in failing and not bound:
            for name in one.variables:
                if name in satisfied:
                    satisfied[name] += 1
    return {name: figures[name].weight * (1 + count) for name, count in satisfied.items()}
