"""What became of mutants: a line for each that no test noticed, and a table of modules."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import TextIO

from benchmarks.mutants.choosing import Choice
from benchmarks.mutants.copies import Ended
from benchmarks.mutants.making import Mutant
from benchmarks.mutants.trying import Found


class Tally:
    """Counts mutants, and tells of those that survive as they come."""

    def __init__(self, out: TextIO, choice: Choice) -> None:
        self._out, self._choice = out, choice
        self._tried, self._survived = Counter[Path](), Counter[Path]()
        self._seconds: list[float] = []
        self._by_test: dict[str, list[Mutant]] = {}

    def add(self, ended: Ended[Mutant]) -> None:
        """Count a mutant that was tried."""
        mutant, found = ended.task, ended.found
        self._tried[mutant.file] += 1
        self._seconds.append(ended.seconds)
        if isinstance(found, Found) and found.test:
            self._choice.noticed(mutant, found.test)
            self._by_test.setdefault(found.test, []).append(mutant)
        elif isinstance(found, Found):
            self._survives(mutant, f"{'all' if found.all else 'only'} {found.run} tests pass")
        elif not ended.endless:
            self._survives(mutant, f"its process ended with {ended.status}")

    def noticing(self) -> list[str]:
        """Return the tests that noticed a mutant."""
        return sorted(test for test in self._by_test if "::" in test)

    def check(self, ended: Ended[str]) -> None:
        """Take back what a test noticed that fails without a mutant too."""
        if ended.found is not False:
            for mutant in self._by_test[ended.task]:
                self._survives(mutant, f"noticed only by {ended.task}, which fails of itself")

    def tell(self, modules: Iterable[Path]) -> None:
        """Print the table, and what a mutant took."""
        for file in modules:
            tried, survived = self._tried[file], self._survived[file]
            print(f"| {file} | {tried} | {tried - survived} | {survived} |", file=self._out)
        if self._seconds:
            total, half = sum(self._seconds), median(self._seconds)
            print(
                f"{total:.0f} s of processor time, half of them at most {half:.2f} s",
                file=self._out,
            )

    def _survives(self, mutant: Mutant, reason: str) -> None:
        self._survived[mutant.file] += 1
        print(f"{mutant} ({reason})", file=self._out)
