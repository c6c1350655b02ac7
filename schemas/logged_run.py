"""What the quality log holds of one run, as far as two runs can be compared by it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.quality_log import Row
from schemas.terms import Outcome

Key = tuple[str, str]


@dataclass(frozen=True)
class LoggedRun:
    """A run's rows of the log; figures, sources and waivers by their id.

    `unread` are the quarantined rows that say which figure they were to be. What is the same in
    both runs may be left out of `results` and `figures`; `passes` says then how many passes are
    rows of the log.
    """

    run: Row
    results: Sequence[Row]
    figures: Mapping[str, Row]
    sources: Mapping[str, Row] = field(default_factory=dict)
    waivers: Mapping[str, Row] = field(default_factory=dict)
    unread: Mapping[str, Row] = field(default_factory=dict)
    passes: int | None = None

    def by_relation(self, by_figures: bool = False) -> dict[Key, Row]:
        """Return the outcomes by check and relation, which its figures may stand for.

        Of the few relations of a check that have the same figures, a failing one counts then.
        """
        name = figures_of if by_figures else relation_of
        return {(row["check_id"], name(row)): row for row in sorted(self.results, key=fails)}

    @property
    def has_relation_ids(self) -> bool:
        """Whether relations have an id: older versions gave them none."""
        return all(row["relation_id"] is not None for row in self.results)

    @property
    def has_all_passes(self) -> bool:
        """Whether every pass is a row: beyond a limit they are only counted."""
        passes = self.passes
        if passes is None:
            passes = sum(row["outcome"] == Outcome.PASS for row in self.results)
        return bool(passes >= (self.run["passed"] or 0))


def relation_of(row: Row) -> str:
    """Return what a relation is known by within its check: its id, or where it has none, figures.

    `flows.log.reading.RELATION` is the same in SQL.
    """
    return figures_of(row) if row["relation_id"] is None else str(row["relation_id"])


def figures_of(row: Row) -> str:
    """Return the figures of a relation as one text."""
    return " ".join(row["figure_ids"] or ())


def fails(row: Row | None) -> bool:
    """Say whether a relation fails and no waiver accepts that."""
    return bool(row and row["outcome"] == Outcome.FAIL and not row["waiver_id"])


def asked_park(run: Mapping[str, Any]) -> str | None:
    """Return the one park that a run was asked for, None where it was asked for all."""
    given = run["parameters"]
    asked = json.loads(given) if isinstance(given, str) else given
    park = (asked or {}).get("park")
    return str(park) if park else None


def asked_differently(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Say in what two runs were not asked the same, so that they cannot be compared."""
    if before["package"] != after["package"]:
        yield f"another data package: {_package(before)} -> {_package(after)}"
    parks = [asked_park(run) or "all parks" for run in (before, after)]
    if parks[0] != parks[1]:
        yield f"another park asked for: {parks[0]} -> {parks[1]}"


def _package(run: Mapping[str, Any]) -> str:
    return str(run["package"] or "not recorded")
