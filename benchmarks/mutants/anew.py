"""The slow way: a process that had not loaded the program loads it anew, with the mutant in it."""

import importlib.util
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from itertools import groupby
from types import CodeType

import pytest

from benchmarks.mutants.choosing import Choice, lines_around
from benchmarks.mutants.copies import quietly
from benchmarks.mutants.making import Mutant
from benchmarks.mutants.record import file_of
from benchmarks.mutants.session import PYTEST, import_schemas
from benchmarks.mutants.trying import Found, Trial

CANNOT_BE_COLLECTED = (pytest.ExitCode.INTERRUPTED, pytest.ExitCode.INTERNAL_ERROR)


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


def tried_anew(mutant: Mutant, choice: Choice, seconds: float) -> Found:
    """Try a mutant in this process, which is spent then."""
    quietly()
    sys.meta_path.insert(0, _Finder(mutant))
    try:
        import_schemas()
    # Whatever a mutant raises as it is imported, every test would.
    except Exception:
        return Found("import", 0, all=True)
    trial = Trial(choice, mutant, seconds)
    return trial.found(lines_around(mutant), lambda tests: _noticing(trial, tests))


def _noticing(trial: Trial, tests: list[str]) -> str | None:
    """Run tests file by file, and import none before its turn."""
    for file, several in groupby(tests, file_of):
        if trial.over:
            return None
        only = _Only(trial, list(several))
        if pytest.main([*PYTEST, file], plugins=[only]) in CANNOT_BE_COLLECTED:
            return file
        if only.noticed:
            return only.noticed
    return None


class _Only:
    """Runs chosen tests of those that are collected, in their order."""

    def __init__(self, trial: Trial, tests: list[str]) -> None:
        self._trial, self._places = trial, {test: place for place, test in enumerate(tests)}
        # A mutant may change the names of tests.
        self._functions = {test.partition("[")[0] for test in tests}
        self.noticed: str | None = None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run what was chosen."""
        known = self._trial.choice.record.tests
        items = [
            item
            for item in session.items
            if item.nodeid in self._places
            or (item.nodeid not in known and item.nodeid.partition("[")[0] in self._functions)
        ]
        items.sort(key=lambda item: self._places.get(item.nodeid, 0))
        self.noticed = self._trial.noticing(items)
        return True
