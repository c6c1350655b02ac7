"""The quality log's tables; their columns are a public interface (docs/quality-log.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.figures import Figure

# Column and DuckDB type of each table, in their order.
RUNS = {
    "run_id": "VARCHAR",
    "package": "VARCHAR",
    "started_at": "TIMESTAMP",
    "finished_at": "TIMESTAMP",
    "as_of": "DATE",
    "trigger": "VARCHAR",
    "parameters": "VARCHAR",
    "data_hash": "VARCHAR",
    "figures_hash": "VARCHAR",
    "codes_hash": "VARCHAR",
    "rates_hash": "VARCHAR",
    "rules_hash": "VARCHAR",
    "waivers_hash": "VARCHAR",
    "code_version": "VARCHAR",
    "program_hash": "VARCHAR",
    "verdict": "VARCHAR",
    "passed": "BIGINT",
    "warned": "BIGINT",
    "failed": "BIGINT",
    "unknown": "BIGINT",
    "waived": "BIGINT",
    "figures": "BIGINT",
    "uncompared": "BIGINT",
    "later": "BIGINT",
    "quarantined": "BIGINT",
    "refused": "BIGINT",
}
QUALITY_LOG = {
    "run_id": "VARCHAR",
    "check_id": "VARCHAR",
    "relation_id": "VARCHAR",
    "outcome": "VARCHAR",
    "park": "VARCHAR",
    "indicator": "VARCHAR",
    "segment": "VARCHAR",
    "period": "VARCHAR",
    "source_id": "VARCHAR",
    "figure_ids": "VARCHAR[]",
    "unit": "VARCHAR",
    "observed_low": "DOUBLE",
    "observed_high": "DOUBLE",
    "observed_widest_low": "DOUBLE",
    "observed_widest_high": "DOUBLE",
    "expected_low": "DOUBLE",
    "expected_high": "DOUBLE",
    "expected_widest_low": "DOUBLE",
    "expected_widest_high": "DOUBLE",
    "gap": "DOUBLE",
    "sharpness": "DOUBLE",
    "message": "VARCHAR",
    "suspect_figure_id": "VARCHAR",
    "suspect_low": "DOUBLE",
    "suspect_high": "DOUBLE",
    "suggestion": "VARCHAR",
    "waiver_id": "VARCHAR",
}
CHECK_RESULTS = {
    "run_id": "VARCHAR",
    "check_id": "VARCHAR",
    "checked": "BIGINT",
    "passed": "BIGINT",
    "warned": "BIGINT",
    "failed": "BIGINT",
    "unknown": "BIGINT",
    "waived": "BIGINT",
    "seconds": "DOUBLE",
}
FIGURES = {
    "run_id": "VARCHAR",
    "figure_id": "VARCHAR",
    "source_id": "VARCHAR",
    "park": "VARCHAR",
    "indicator": "VARCHAR",
    "segment": "VARCHAR",
    "measure": "VARCHAR",
    "of": "VARCHAR",
    "period": "VARCHAR",
    "status": "VARCHAR",
    "printed": "VARCHAR",
    "note": "VARCHAR",
    "file": "VARCHAR",
    "line": "BIGINT",
    "unit": "VARCHAR",
    "usual_low": "DOUBLE",
    "usual_high": "DOUBLE",
    "widest_low": "DOUBLE",
    "widest_high": "DOUBLE",
    "compared": "BOOLEAN",
}
IMPLIED_FIGURES = {
    "run_id": "VARCHAR",
    "kind": "VARCHAR",
    "park": "VARCHAR",
    "indicator": "VARCHAR",
    "segment": "VARCHAR",
    "measure": "VARCHAR",
    "of": "VARCHAR",
    "period": "VARCHAR",
    "unit": "VARCHAR",
    "low": "DOUBLE",
    "high": "DOUBLE",
    "from_figure_ids": "VARCHAR[]",
    "law": "VARCHAR",
}
QUARANTINE = {
    "run_id": "VARCHAR",
    "file": "VARCHAR",
    "line": "BIGINT",
    "column": "VARCHAR",
    "found": "VARCHAR",
    "expected": "VARCHAR",
    "row": "VARCHAR",
    "refused": "BOOLEAN",
}
SOURCES = {
    "run_id": "VARCHAR",
    "source_id": "VARCHAR",
    "title": "VARCHAR",
    "publisher": "VARCHAR",
    "url": "VARCHAR",
    "published_on": "DATE",
    "language": "VARCHAR",
    "weight": "DOUBLE",
}
TITLES = {
    "run_id": "VARCHAR",
    "kind": "VARCHAR",
    "code": "VARCHAR",
    "title": "VARCHAR",
}
WAIVERS = {
    "run_id": "VARCHAR",
    "waiver_id": "VARCHAR",
    "check_id": "VARCHAR",
    "figure_ids": "VARCHAR[]",
    "outcome": "VARCHAR",
    "reason": "VARCHAR",
    "by": "VARCHAR",
    "until": "DATE",
    "link": "VARCHAR",
    "line": "BIGINT",
}
PART_RUNS = {
    "run_id": "VARCHAR",
    "parent_run_id": "VARCHAR",
    "part": "BIGINT",
    "parks": "VARCHAR[]",
    "figures": "BIGINT",
    "relations": "BIGINT",
    "started_at": "TIMESTAMP",
    "finished_at": "TIMESTAMP",
}
TABLES: Mapping[str, Mapping[str, str]] = {
    "runs": RUNS,
    "quality_log": QUALITY_LOG,
    "check_results": CHECK_RESULTS,
    "figures": FIGURES,
    "implied_figures": IMPLIED_FIGURES,
    "quarantine": QUARANTINE,
    "sources": SOURCES,
    "titles": TITLES,
    "waivers": WAIVERS,
}
# Their rows belong to the run that `parent_run_id` names: how it was done, not what it found.
OF_PARTS: Mapping[str, Mapping[str, str]] = {"part_runs": PART_RUNS}

Row = dict[str, Any]


@dataclass(frozen=True)
class Findings:
    """Everything that one run found: rows of the log's tables, in the order they are kept.

    `uncompared` are the figures with nothing to compare with; `part_runs` the runs of parts of it.
    """

    run: Row
    results: Sequence[Row]
    check_results: Sequence[Row]
    figures: Sequence[Figure]
    implied: Sequence[Row]
    quarantine: Sequence[Row]
    uncompared: Sequence[str]
    sources: Sequence[Row] = ()
    titles: Sequence[Row] = ()
    waivers: Sequence[Row] = ()
    part_runs: Sequence[Row] = ()

    @property
    def parks(self) -> Sequence[str]:
        """The parks of the figures."""
        return sorted({figure.park for figure in self.figures})
