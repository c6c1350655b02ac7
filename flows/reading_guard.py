"""The last look at figures as read, before any law uses them."""

import duckdb

from flows.laws.queries import figure_counts
from flows.query_results import arrow_result
from schemas.tallies import tally
from schemas.terms import Outcome


class Misread(Exception):
    """A figure was read as something that no figure can be: a fault of the program."""


def refuse_misread(connection: duckdb.DuckDBPyConnection) -> None:
    """Enforce the pandera schema of the figures as read, every check in one scan."""
    row = arrow_result(connection, figure_counts()).to_pylist()[0]
    broken = [check for check, counts in tally(row).items() if counts[Outcome.FAIL]]
    if broken:
        raise Misread(f"figures as read break {', '.join(broken)}; no law was applied")
