"""Keeping a lake small: few large files, and none that nobody can need."""

import duckdb

from flows.lake.opening import LAKE

# The part of a file's rows that is worth writing it anew.
_WASTED = 0.25
# Whoever began to read before that is done; what a writer left that was killed is no longer his.
_READERS = "INTERVAL 1 HOUR"
_WRITERS = "INTERVAL 1 DAY"
_STEPS = (
    f"ducklake_rewrite_data_files('{LAKE}', delete_threshold => {_WASTED})",
    f"ducklake_merge_adjacent_files('{LAKE}')",
    f"ducklake_expire_snapshots('{LAKE}', older_than => now() - {_READERS})",
    f"ducklake_cleanup_old_files('{LAKE}', older_than => now() - {_READERS})",
    f"ducklake_delete_orphaned_files('{LAKE}', older_than => now() - {_WRITERS})",
)
_BYTES = f"""
    SELECT coalesce(sum(file_size_bytes + delete_file_size_bytes), 0)
    FROM ducklake_table_info('{LAKE}')"""


def compact_lake(connection: duckdb.DuckDBPyConnection) -> None:
    """Write files anew of which much was removed, join small ones, and remove the old ones."""
    for step in _STEPS:
        connection.execute(f"CALL {step}")


def bytes_of_lake(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the size of the files that the lake's tables are made of now."""
    row = connection.execute(_BYTES).fetchone()
    return int(row[0]) if row else 0
