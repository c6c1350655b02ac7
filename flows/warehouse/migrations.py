"""The steps that bring the tables of an older log up to date; a log records those it has had.

A step stays as it was once a version with it is out: later changes are steps of their own.
"""

from collections.abc import Callable, Mapping

import duckdb

from flows.warehouse.shared_rows import create_views

Step = Callable[[duckdb.DuckDBPyConnection], None]


def runs_name_what_they_were_made_from(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the package, and hashes by kind of file and of the program."""
    kinds = ("figures", "codes", "rates", "rules", "waivers", "program")
    hashes = dict.fromkeys((f"{kind}_hash" for kind in kinds), "VARCHAR")
    _add(connection, "runs", {"package": "VARCHAR", **hashes})


def relations_can_be_told_apart(connection: duckdb.DuckDBPyConnection) -> None:
    """Add what a relation is known by from run to run, its unit, and its widest bounds."""
    bounds = (f"{whose}_widest_{end}" for whose in ("observed", "expected") for end in _ENDS)
    _add(connection, "quality_log", {"relation_id": "VARCHAR", "unit": "VARCHAR"})
    _add(connection, "quality_log", dict.fromkeys(bounds, "DOUBLE"))


def suspects_have_bounds(connection: duckdb.DuckDBPyConnection) -> None:
    """Add what a suspect may be, given all the others."""
    _add(connection, "quality_log", dict.fromkeys((f"suspect_{end}" for end in _ENDS), "DOUBLE"))


def sources_titles_and_waivers_are_kept(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the tables of what a run's figures, codes and waivers were called."""
    for table in (
        """sources (run_id VARCHAR, source_id VARCHAR, title VARCHAR, publisher VARCHAR,
            url VARCHAR, published_on DATE, language VARCHAR, weight DOUBLE)""",
        "titles (run_id VARCHAR, kind VARCHAR, code VARCHAR, title VARCHAR)",
        """waivers (run_id VARCHAR, waiver_id VARCHAR, check_id VARCHAR, figure_ids VARCHAR[],
            outcome VARCHAR, reason VARCHAR, "by" VARCHAR, until DATE, link VARCHAR,
            line BIGINT)""",
    ):
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table}")


def runs_of_parts_are_kept(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the table of the runs that each did a part of another one."""
    connection.execute("""CREATE TABLE IF NOT EXISTS part_runs (
        run_id VARCHAR, parent_run_id VARCHAR, part BIGINT, parks VARCHAR[], figures BIGINT,
        relations BIGINT, started_at TIMESTAMP, finished_at TIMESTAMP)""")


def unchanged_figures_are_shared(connection: duckdb.DuckDBPyConnection) -> None:
    """Show the rows of figures and implied figures by views, so that runs may share them."""
    for table in ("figures", "implied_figures"):
        connection.execute(f"ALTER TABLE {table} RENAME TO own_{table}")
    connection.execute("CREATE TABLE shared_figures (run_id VARCHAR, of_run_id VARCHAR)")
    create_views(connection)


_ENDS = ("low", "high")
# In the order in which they apply.
_STEPS: tuple[Step, ...] = (
    runs_name_what_they_were_made_from,
    relations_can_be_told_apart,
    suspects_have_bounds,
    sources_titles_and_waivers_are_kept,
    runs_of_parts_are_kept,
    unchanged_figures_are_shared,
)
MIGRATIONS: Mapping[str, Step] = {step.__name__: step for step in _STEPS}


def _add(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str]) -> None:
    # Rows of before leave it null: what they did not record is not known. Logs that recorded no
    # steps may be of any version up to 0.2.0, and have some of the columns.
    for name, kind in columns.items():
        connection.execute(f'ALTER TABLE {table} ADD COLUMN IF NOT EXISTS "{name}" {kind}')
