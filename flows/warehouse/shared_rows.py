"""Rows that runs share: a run on a package that has not changed keeps none of its figures anew.

Of some of the log's tables, views show the rows that a run wrote for itself, and those of another
one for each run that shares them.
"""

from collections.abc import Mapping, Sequence

import duckdb

from schemas.quality_log import TABLES

_OWN = {name: f"own_{name}" for name in ("figures", "implied_figures")}
_SHARES = {"shared_figures": {"run_id": "VARCHAR", "of_run_id": "VARCHAR"}}
# The tables that the file has, each with its columns and their types.
STORED: Mapping[str, Mapping[str, str]] = {
    **{_OWN.get(name, name): columns for name, columns in TABLES.items()},
    **_SHARES,
}
SHARED = tuple(_OWN)


def stored_in(table: str) -> str:
    """Return the name of the table that holds what runs themselves add to one of the log."""
    return _OWN.get(table, table)


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Show the rows of each run, whoever wrote them."""
    for table, own in _OWN.items():
        connection.execute(f"""
            CREATE VIEW {table} AS
            FROM {own}
            UNION ALL
            SELECT shared_figures.run_id, {own}.* EXCLUDE (run_id)
            FROM shared_figures JOIN {own} ON {own}.run_id = shared_figures.of_run_id""")


def share(connection: duckdb.DuckDBPyConnection, run_id: str, before: str) -> None:
    """Let a run have the rows of one before it, or those that this one shares."""
    connection.execute(
        """INSERT INTO shared_figures SELECT $run, coalesce(max(of_run_id), $before)
        FROM shared_figures WHERE run_id = $before""",
        {"run": run_id, "before": before},
    )


def have_same_figures(connection: duckdb.DuckDBPyConnection, *run_ids: str) -> bool:
    """Say whether runs share the rows of their figures."""
    [(sets,)] = connection.execute(
        """SELECT count(DISTINCT coalesce(of_run_id, run_id))
        FROM runs LEFT JOIN shared_figures USING (run_id) WHERE list_contains($runs, run_id)""",
        {"runs": list(run_ids)},
    ).fetchall()
    return bool(sets == 1)


def hand_over(connection: duckdb.DuckDBPyConnection, gone: Sequence[str]) -> None:
    """Give the rows of runs that are to go to the first of the runs that share them and stay."""
    given = {"gone": list(gone)}
    connection.execute("DELETE FROM shared_figures WHERE list_contains($gone, run_id)", given)
    heirs = connection.execute(
        """SELECT of_run_id, arg_min(run_id, (started_at, run_id))
        FROM shared_figures JOIN runs USING (run_id)
        WHERE list_contains($gone, of_run_id) GROUP BY of_run_id ORDER BY of_run_id""",
        given,
    ).fetchall()
    for before, heir in heirs:
        moved = {"before": before, "heir": heir}
        for own in _OWN.values():
            connection.execute(f"UPDATE {own} SET run_id = $heir WHERE run_id = $before", moved)
        connection.execute("DELETE FROM shared_figures WHERE run_id = $heir", {"heir": heir})
        connection.execute(
            "UPDATE shared_figures SET of_run_id = $heir WHERE of_run_id = $before", moved
        )
