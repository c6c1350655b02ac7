"""The quick way: the program is loaded, the tests are collected, one function's code is changed."""

import gc
from collections.abc import Callable

import pytest

from benchmarks.mutants.choosing import Choice, lines_of
from benchmarks.mutants.making import Mutant
from benchmarks.mutants.reaching import name_of
from benchmarks.mutants.session import caches, fails, import_schemas
from benchmarks.mutants.swapping import called, changed_function, loaded_functions
from benchmarks.mutants.trying import Found, Trial


def is_quick(mutant: Mutant, choice: Choice) -> bool:
    """Return whether one function alone differs, not called as the program is loaded."""
    pair = changed_function(mutant)
    return pair is not None and not called(pair[0], str(mutant.file), choice.record.called)


class Quick:
    """Has the tests collected, then goes on with what is to be done with them."""

    def __init__(self, choice: Choice, seconds: float, then: Callable[["Quick"], None]) -> None:
        self._choice, self._seconds, self._then = choice, seconds, then
        self._items: dict[str, pytest.Item] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run no tests as pytest would."""
        self._items = {item.nodeid: item for item in session.items}
        import_schemas()
        self._functions = loaded_functions()
        # Tests may have called the program as they were collected.
        for one in caches():
            one.cache_clear()
        gc.freeze()
        self._then(self)
        return True

    def tried(self, mutant: Mutant) -> Found:
        """Try a mutant in this process, which is spent then."""
        pair = changed_function(mutant)
        assert pair, "only these are tried so"
        for function in self._functions[name_of(pair[0], str(mutant.file))]:
            function.__code__ = pair[1]
        trial = Trial(self._choice, mutant, self._seconds)
        return trial.found(
            lines_of(mutant), lambda tests: trial.noticing([self._items[one] for one in tests])
        )

    def fails_alone(self, test: str) -> bool:
        """Return whether a test fails without a mutant, in this process, which is spent then."""
        return fails(self._items[test], None, 600)
