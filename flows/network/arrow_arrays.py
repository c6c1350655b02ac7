"""Numbers of DuckDB's answers as plain memory, and back: arrays without numpy's help.

DuckDB and pyarrow do without numpy (flows.unneeded_imports), so neither hands out its arrays.
"""

from typing import Any

import pyarrow as pa

# Every number of these tables takes as much: BIGINT or DOUBLE.
BYTES = 8


def numbers(column: pa.ChunkedArray) -> memoryview:
    """Return the numbers of a column, or those of all its lists one after another."""
    array: Any = column.combine_chunks()
    if isinstance(array, pa.ListArray):
        # DuckDB's lists are whole, and those that are null are empty.
        array = array.values
    _, values = array.buffers()
    start = array.offset * BYTES
    return memoryview(values or b"")[start : start + len(array) * BYTES]


def column(values: Any, names: pa.Array | None = None) -> pa.Array:
    """Return an array of numbers as a column; with names, of the names at these places."""
    kind = pa.float64() if values.dtype.kind == "f" else pa.int64()
    found = pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(values)])
    return found if names is None else pa.DictionaryArray.from_arrays(found, names)


def lists(starts: Any, values: Any, names: pa.Array) -> pa.Array:
    """Return lists of names, each of the places from one of `starts` to the next."""
    inner = column(values, names)
    kind = pa.large_list(inner.type)
    count = len(starts) - 1
    return pa.Array.from_buffers(kind, count, [None, pa.py_buffer(starts)], children=[inner])
