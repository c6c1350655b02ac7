"""Reading one run from the quality log, each table as far as a page can show it."""

from typing import Any

import duckdb

from flows.log.reading import parks, rows
from flows.report.history import read_history
from flows.report.names import Names
from flows.report.record import Record, Rows
from schemas.quality_log import Row
from schemas.revisions import FIGURE

_OF_RUN = "run_id = $run"
_LARGE = ("quality_log", "figures", "implied_figures")
_STANDING = "if(coalesce(waiver_id, '') = '', outcome, 'waived')"
_WORST_FIRST = "['fail', 'warn', 'waived', 'unknown', 'pass']"
_IN_ORDER = "ORDER BY gap DESC NULLS LAST, check_id, figure_ids, relation_id"
_LOG = f"FROM this_quality_log WHERE {_OF_RUN} AND {_STANDING}"
_IMPLIED = f"FROM this_implied_figures WHERE {_OF_RUN} AND kind"
_IMPLIED_ORDER = "ORDER BY park, indicator, segment, measure, period, unit, law, from_figure_ids"
_FIGURES = f"""
    WITH outcomes AS (
        SELECT unnest(figure_ids) AS figure_id, list_position({_WORST_FIRST}, {_STANDING}) AS place
        FROM this_quality_log WHERE {_OF_RUN}),
    worst AS (SELECT figure_id, min(place) AS place FROM outcomes GROUP BY figure_id)
    SELECT this_figures.*, {_WORST_FIRST}[place] AS worst
    FROM this_figures LEFT JOIN worst USING (figure_id)
    WHERE {_OF_RUN} ORDER BY place NULLS LAST, figure_id"""
_COORDINATES = ", ".join(f'"{name}"' for name in FIGURE)
# Of most figures there is one source: a window over all of them would take much longer.
_PRINTINGS = f"""
    CREATE OR REPLACE TEMP TABLE this_printings AS
    WITH several AS (
        SELECT hash({_COORDINATES}) AS hashed FROM this_figures WHERE {_OF_RUN}
        GROUP BY hashed HAVING min(source_id) <> max(source_id)),
    near AS (
        FROM this_figures WHERE {_OF_RUN} AND hash({_COORDINATES}) IN (FROM several))
    FROM near WINDOW one AS (PARTITION BY {_COORDINATES})
    QUALIFY min(source_id) OVER one <> max(source_id) OVER one"""
# Each part's query, and its most rows: what a browser opens without delay, and a person looks at.
_PARTS = {
    "failures": (f"{_LOG} = 'fail' {_IN_ORDER}", 200),
    "waived": (f"{_LOG} = 'waived' {_IN_ORDER}", 200),
    # Figures that are late have a part of their own.
    "warnings": (f"{_LOG} = 'warn' AND check_id <> 'freshness' {_IN_ORDER}", 100),
    "unknown": (f"{_LOG} = 'unknown' {_IN_ORDER}", 20_000),
    "figures": (_FIGURES, 5_000),
    "implied": (f"{_IMPLIED} = 'implied' {_IMPLIED_ORDER}", 1_000),
    "tightened": (f"{_IMPLIED} = 'tightened' {_IMPLIED_ORDER}", 1_000),
    "printings": (f"FROM this_printings WHERE {_OF_RUN} ORDER BY figure_id", 20_000),
    "freshness": (
        f"FROM this_quality_log WHERE {_OF_RUN} AND check_id = 'freshness' "
        "ORDER BY observed_low - expected_high DESC NULLS LAST, park, indicator",
        1_000,
    ),
    "quarantine": (
        f'FROM quarantine WHERE {_OF_RUN} ORDER BY NOT refused, file, line, "column", found',
        1_000,
    ),
    "uncompared": (
        f"FROM this_figures WHERE {_OF_RUN} AND NOT compared ORDER BY park, figure_id",
        1_000,
    ),
}
# What has as many rows, and is counted sooner.
_COUNTED = {"figures": f"FROM this_figures WHERE {_OF_RUN}"}


def read_record(connection: duckdb.DuckDBPyConnection, run: Row) -> Record:
    """Read what the log holds of a run."""
    given: dict[str, object] = {"run": run["run_id"]}
    for table in _LARGE:
        # Each part would search the whole log for the run anew.
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE this_{table} AS FROM {table} WHERE {_OF_RUN}", given
        )
    connection.execute(_PRINTINGS, given)

    def found(query: str) -> list[Row]:
        return rows(connection, query, given)

    parts: dict[str, Any] = {
        name: Rows(
            found(f"SELECT * FROM ({query}) LIMIT {most}"),
            found(f"SELECT count(*) AS total {_COUNTED.get(name, f'FROM ({query})')}")[0]["total"],
        )
        for name, (query, most) in _PARTS.items()
    }
    return Record(
        run=run,
        names=Names(found(f"FROM titles WHERE {_OF_RUN}")),
        parks=parks(connection, run["run_id"]),
        checks=found(f"FROM check_results WHERE {_OF_RUN} AND checked > 0"),
        sources=_by("source_id", found(f"FROM sources WHERE {_OF_RUN}")),
        waivers=_by("waiver_id", found(f"FROM waivers WHERE {_OF_RUN}")),
        history=read_history(connection, run),
        **parts,
    )


def _by(name: str, found: list[Row]) -> dict[str, Row]:
    return {row[name]: row for row in found}
