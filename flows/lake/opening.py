"""Opening a log in DuckLake: attached to a connection in memory, and in use."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from flows.connections import connected
from flows.lake.addresses import LakeAddress, placed_data
from flows.lake.extensions import load_extension
from flows.sql_texts import quoted
from flows.warehouse.faults import NoWarehouse, WarehouseError

LAKE = "lake"
# DuckLake commits again where others were first: here more often and sooner than it would itself.
_COMMITTING = {
    "ducklake_max_retry_count": 30,
    "ducklake_retry_wait_ms": 20,
    "ducklake_retry_backoff": 1.2,
}
_NO_LAKE = re.compile("creating a new DuckLake is explicitly disabled|database does not exist$")
_NO_DATA_PATH = "data_path is not set"
_PASSING = re.compile(
    r"Connection refused|Connection reset|Connection timed out|timeout expired"
    r"|\.s\.PGSQL\.\d+\" failed: No such file|server closed the connection"
    r"|terminating connection|the database system is|too many clients|remaining connection slots"
    r"|no connection to the server|could not receive data|has been closed unexpectedly"
    r"|could not serialize|deadlock detected|already exists|duplicate key value"
    r'|Failed to execute query "ROLLBACK"|Current transaction is aborted'
)
_S3 = {
    "KEY_ID": ("AWS_ACCESS_KEY_ID",),
    "SECRET": ("AWS_SECRET_ACCESS_KEY",),
    "SESSION_TOKEN": ("AWS_SESSION_TOKEN",),
    "REGION": ("AWS_REGION", "AWS_DEFAULT_REGION"),
}


def attached(warehouse: Path, address: LakeAddress, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Attach a lake, made where there is none and it may be written, and use it."""
    connection = connected(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    try:
        _prepare(connection, address)
        _attach(connection, address, read_only)
    except duckdb.Error as error:
        connection.close()
        if _NO_LAKE.search(str(error)):
            raise NoWarehouse(f"{warehouse}: no such warehouse; a run makes it") from error
        if _NO_DATA_PATH in str(error):
            raise WarehouseError(
                f"{warehouse}: the first run of a lake needs ;data_path=FOLDER for its data files"
            ) from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def is_passing(error: duckdb.Error) -> bool:
    """Say whether a lake may be used in a moment: its catalog restarts, or others were first."""
    return isinstance(error, duckdb.TransactionException) or bool(_PASSING.search(str(error)))


@contextmanager
def rolled_back(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Roll back in the end what was not committed.

    A connection that is closed instead ends the process where PostgreSQL is gone.
    """
    try:
        yield
    finally:
        with suppress(duckdb.Error):
            connection.rollback()


def _prepare(connection: duckdb.DuckDBPyConnection, address: LakeAddress) -> None:
    if address.is_postgres:
        load_extension(connection, "postgres_scanner")
    if address.options.get("data_path", "").startswith("s3://"):
        load_extension(connection, "httpfs")
        connection.execute(f"CREATE SECRET ({', '.join(_s3(os.environ))})")
    load_extension(connection, "ducklake")
    for name, value in _COMMITTING.items():
        connection.execute(f"SET {name} = {value}")


def _attach(connection: duckdb.DuckDBPyConnection, address: LakeAddress, read_only: bool) -> None:
    catalog, options = address.catalog, dict(address.options)
    if not address.is_postgres:
        catalog = str(Path(catalog).absolute())
    if "data_path" in options:
        options["data_path"] = placed_data(options["data_path"], Path.cwd())
    told = [f"{name} {quoted(text)}" for name, text in options.items()]
    # Rows of text that anybody wrote belong into files, not into the catalog's own tables.
    told += ["DATA_INLINING_ROW_LIMIT 0", *(["READ_ONLY"] if read_only else [])]
    kind = "postgres:" if address.is_postgres else ""
    name = quoted(f"ducklake:{kind}{catalog}")
    connection.execute(f"ATTACH {name} AS {LAKE} ({', '.join(told)})")
    connection.execute(f"USE {LAKE}")


def _s3(environment: Mapping[str, str]) -> Iterator[str]:
    """Tell DuckDB what object storage asks for, by the names that its other clients know."""
    yield "TYPE s3"
    for option, names in _S3.items():
        value = next((environment[name] for name in names if environment.get(name)), "")
        if value:
            yield f"{option} {quoted(value)}"
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")
    if endpoint:
        parts = urlsplit(endpoint)
        yield f"ENDPOINT {quoted(parts.netloc)}"
        yield f"USE_SSL {parts.scheme == 'https'}"
        yield "URL_STYLE 'path'"
