"""What can be in a warehouse's way, and how it is said in one line."""

import re

_KIND_OF_ERROR = re.compile(r"^\w+(?: \w+)* Error: ")
# What stands before that: a lake's address again, or that there is nothing to fetch.
_BEFORE = re.compile(
    r'^.*(?:Unable to connect to Postgres at "[^"]*": |unsuccessful query result\nError: )',
    re.DOTALL,
)


class WarehouseError(Exception):
    """The warehouse could not be used; the message names the file and what is in the way."""


class NoWarehouse(WarehouseError):
    """There is no warehouse yet."""


class PassingFault(WarehouseError):
    """What was in the way may be gone in a moment: a lake's catalog, or another writer of it."""


def reason(error: Exception) -> str:
    """Return what DuckDB says in its first line, without its name for such errors."""
    return _KIND_OF_ERROR.sub("", _BEFORE.sub("", str(error)).splitlines()[0])
