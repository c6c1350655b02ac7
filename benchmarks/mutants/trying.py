"""Trying a mutant: tests against it until one notices, or until its time is over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from time import process_time

import pytest

from benchmarks.mutants.choosing import Choice
from benchmarks.mutants.copies import limit_seconds
from benchmarks.mutants.making import Mutant
from benchmarks.mutants.queries import Queries
from benchmarks.mutants.reaching import Lines
from benchmarks.mutants.session import fails

WRITING_SECONDS = 60
# Beside the time that a test takes five times over; who needs more goes round in circles.
MOST_SECONDS = 10


@dataclass(frozen=True)
class Found:
    """The test that noticed a mutant, if any; how many were run, and whether all were."""

    test: str | None
    run: int
    all: bool


class Trial:
    """One mutant's trial, within a limit of processor time."""

    def __init__(self, choice: Choice, mutant: Mutant, seconds: float) -> None:
        self.choice, self.mutant = choice, mutant
        self._until = process_time() + seconds
        self._run: list[str] = []
        self._queries: Queries | None = None

    def found(self, lines: Lines, run: Callable[[list[str]], str | None]) -> Found:
        """Run the tests that reach lines, and those that ask with a query that is another now."""
        self._queries = Queries(self.choice.queries(lines))
        direct = self.choice.direct(self.mutant, lines)
        test = run(direct)
        if test is None and not self.over and self._differ():
            test = run(self.choice.asking(self.mutant, direct))
        return Found(test, len(self._run), not self.over)

    def noticing(self, items: Sequence[pytest.Item]) -> str | None:
        """Run tests until one fails or the time is over; return the one that fails."""
        for item, after in pairwise([*items, None]):
            if self.over:
                return None
            if self.choice.asks(item.nodeid):
                self._differ()
            self._run.append(item.nodeid)
            if fails(item, after, MOST_SECONDS + 5 * self.choice.seconds(item.nodeid)):
                return item.nodeid
        return None

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return process_time() > self._until

    def _differ(self) -> bool:
        """Write the queries, which takes no time from the tests, and say whether they differ."""
        assert self._queries, "the lines are known"
        began = process_time()
        limit_seconds(WRITING_SECONDS)
        differ = self._queries.differ()
        limit_seconds(0)
        self._until += process_time() - began
        return differ
