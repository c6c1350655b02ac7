"""DuckDB's extensions: from packages that bring them, without a network."""

from importlib.resources import files

import duckdb

from flows.sql_texts import quoted
from flows.warehouse.faults import WarehouseError


def load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load an extension from its package, or as DuckDB has it; nothing is downloaded."""
    try:
        connection.execute(f"LOAD {quoted(_brought(name) or name)}")
    except duckdb.Error as error:
        raise WarehouseError(
            f"DuckDB {duckdb.__version__} has no extension {name} here: the package "
            f"duckdb-extension-{name.replace('_', '-')} of the same version brings it "
            f"(with parkfigures[lake]), or INSTALL {name} in DuckDB"
        ) from error


def _brought(name: str) -> str | None:
    try:
        folder = files(f"duckdb_extension_{name}")
    except ModuleNotFoundError:
        return None
    file = folder / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    return str(file) if file.is_file() else None
