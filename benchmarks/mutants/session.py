"""Tests in this process, without what would slow them or make them differ from time to time."""

import gc
import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

from benchmarks.mutants.copies import limit_seconds

LIBRARIES = (
    *("duckdb", "hypothesis", "ibis", "ibis.backends.duckdb", "lark", "numpy", "pandera.ibis"),
    *("pyarrow.compute", "rich.console", "scipy.optimize", "sqlglot", "yaml"),
)
PYTEST = (
    *("-q", "-s", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "timeout=0"),
    "--hypothesis-seed=0",
)


def warm_up() -> None:
    """Import the libraries; have Hypothesis stop at the first example that fails."""
    for name in LIBRARIES:
        importlib.import_module(name)
    settings.register_profile(
        "mutants", database=None, deadline=None, phases=[Phase.explicit, Phase.generate]
    )
    settings.load_profile("mutants")


def import_schemas() -> None:
    """Import every module of schemas/, and what writes the laws' queries."""
    import schemas

    for module in pkgutil.walk_packages(schemas.__path__, "schemas."):
        importlib.import_module(module.name)
    importlib.import_module("flows.laws.compiling")


def collected(files: Sequence[Path | str], plugin: object) -> None:
    """Collect the quick tests of files, for a plugin with a `pytest_runtestloop` to run them."""
    status = pytest.main([*PYTEST, *map(str, files)], plugins=[plugin])
    # A file may have slow tests alone.
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(f"the tests cannot be collected: {status!r}")


def fails(item: pytest.Item, after: pytest.Item | None, seconds: float) -> bool:
    """Run a test, at most so long, and return whether it fails; another may come after."""
    limit_seconds(seconds)
    reports = runtestprotocol(item, log=False, nextitem=after)
    limit_seconds(0)
    return any(report.failed for report in reports)


def caches() -> list[Any]:
    """Return the program's caches of what functions returned."""
    kind = type(cache(len))
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, kind) and str(one.__module__).startswith(("flows", "schemas"))
    ]
