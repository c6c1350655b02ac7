"""Killing mutants: a process for each, in which the mutant takes its module's place for the tests.

Each process is a copy of one that has imported the libraries but nothing of the project, so that
no cache and no constant of the original is left in it, and no file is changed.
"""

import importlib.util
import os
import resource
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

from benchmarks.mutants.choosing import laws_of, tests_of
from benchmarks.mutants.making import Mutant

LIBRARIES = (
    *("duckdb", "hypothesis", "ibis", "lark", "numpy", "pandera.ibis", "pyarrow.compute"),
    *("pytest", "rich.console", "scipy.optimize", "yaml"),
)
# The slowest tests of one module take half of it; who needs more goes round in circles.
MOST_SECONDS = 60
PYTEST = ("-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-m", "not slow")


class _Loader(SourceFileLoader):
    """Loads a mutant where its module was asked for."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(mutant.file.resolve()))
        self._mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._mutant.source, self.path, "exec")


class _Finder:
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        self._name = ".".join(mutant.file.with_suffix("").parts)

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != self._name:
            return None
        return importlib.util.spec_from_loader(name, _Loader(name, self._mutant))


def warm_up() -> None:
    """Import the libraries, once for all mutants."""
    for name in LIBRARIES:
        importlib.import_module(name)


def killed(mutants: Iterable[Mutant], kept: Path, jobs: int) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant, and whether a test fails with it or takes too long."""
    running: dict[int, Mutant] = {}
    for mutant in mutants:
        if len(running) == jobs:
            yield _ended(running)
        running[_started(mutant, kept)] = mutant
    while running:
        yield _ended(running)


def _ended(running: dict[int, Mutant]) -> tuple[Mutant, bool]:
    child, status = os.wait()
    return running.pop(child), os.waitstatus_to_exitcode(status) != 0


def _started(mutant: Mutant, kept: Path) -> int:
    child = os.fork()
    if not child:
        _test(mutant, kept)
    return child


def _test(mutant: Mutant, kept: Path) -> None:
    """Run the tests with a mutant in its module's place; end the process with pytest's status."""
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        names = laws_of(mutant.file)
        place = kept if names is not None else kept / str(os.getpid())
        os.environ |= {"XDG_CACHE_HOME": str(place), "DO_NOT_TRACK": "1"}
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(kept / "hypothesis")
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        sys.meta_path.insert(0, _Finder(mutant))
        if names:
            _write_anew(names)
        import pytest

        status = int(pytest.main([*PYTEST, *tests_of(mutant.file)]))
    finally:
        os._exit(status)


def _write_anew(names: frozenset[str]) -> None:
    """Have the SQL of these laws written from the mutant, where the kept one is the original's."""
    from flows import law_queries
    from flows.law_compiling import compiled
    from schemas.laws import LAWS

    kept = law_queries._written()
    laws = kept.laws | {law.name: compiled(law) for law in LAWS if law.name in names}
    made = replace(kept, laws=laws)
    law_queries._written = cache(lambda: made)
