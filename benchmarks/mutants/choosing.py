"""Which tests are run against a mutant, and in what order: the likeliest to notice it first."""

import ast
from collections import Counter, defaultdict
from collections.abc import Collection
from functools import cache
from itertools import chain
from pathlib import Path

from benchmarks.mutants.making import Mutant
from benchmarks.mutants.reaching import Lines
from benchmarks.mutants.record import Record, file_of

EVERY_LINE = ~0


class Choice:
    """Chooses tests by what they reach, and by what they noticed of the module before."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._noticed: dict[Path, Counter[str]] = defaultdict(Counter)

    @property
    def files(self) -> list[str]:
        """The files that have tests to choose from."""
        return sorted({file_of(test) for test in self.record.tests})

    def noticed(self, mutant: Mutant, test: str) -> None:
        """Keep that a test noticed a mutant."""
        self._noticed[mutant.file][test] += 1

    def direct(self, mutant: Mutant, lines: Lines) -> list[str]:
        """Return the tests that reach lines, those of a file together."""
        files = {file for file, r in self.record.fixtures.items() if _meet(r.lines, lines)}
        tests = self.record.tests.items()
        return self._ordered(
            mutant,
            {test for test, r in tests if file_of(test) in files or _meet(r.lines, lines)},
        )

    def asking(self, mutant: Mutant, run: Collection[str]) -> list[str]:
        """Return the tests that ask with the laws' queries and were not run yet."""
        return self._ordered(
            mutant, {test for test in self.record.tests if self.asks(test)} - {*run}
        )

    def asks(self, test: str) -> bool:
        """Return whether a test asks DuckDB with the laws' queries."""
        known = self.record.tests.get(test)
        return not known or known.asks or self.record.fixtures[file_of(test)].asks

    def queries(self, lines: Lines) -> frozenset[str]:
        """Return the laws whose queries are written by way of lines."""
        return frozenset(name for name, r in self.record.queries.items() if _meet(r, lines))

    def seconds(self, test: str) -> float:
        """Return the processor time of a test, with that of its file's fixtures."""
        fixtures = self.record.fixtures[file_of(test)].seconds
        # A mutant may change the names of tests.
        return fixtures + self.record.tests[test].seconds if test in self.record.tests else 1.0

    def _ordered(self, mutant: Mutant, tests: set[str]) -> list[str]:
        files = defaultdict(list)
        for test in sorted(tests):
            files[file_of(test)].append(test)
        noticed, name = self._noticed[mutant.file], mutant.file.stem
        # Laws have tests together, which name the law.
        own = (f"test_{name}",)
        if mutant.file.parent.name == "laws":
            own = (*own, "test_law", "test_real")

        def usual(test: str) -> tuple[float, bool, float]:
            named = name.replace("_", "-") in test
            return -noticed[test], not named, self.record.tests[test].seconds

        def promise(several: list[str]) -> float:
            is_own = Path(file_of(several[0])).name.startswith(own)
            seconds = self.record.fixtures[file_of(several[0])].seconds + sum(
                self.record.tests[test].seconds for test in several[:20]
            )
            return (sum(noticed[test] for test in several) + 0.2 + 20 * is_own) / (seconds + 0.01)

        ordered = [sorted(several, key=usual) for several in files.values()]
        return list(chain.from_iterable(sorted(ordered, key=promise, reverse=True)))


def lines_of(mutant: Mutant) -> Lines:
    """Return the lines of the statement in which a mutant differs."""
    spans = [span for span in _spans(mutant.file) if span[0] <= mutant.line <= span[1]]
    start, end = min(spans, key=lambda span: span[1] - span[0], default=(mutant.line,) * 2)
    return {str(mutant.file): sum(1 << line for line in range(start, end + 1))}


def lines_around(mutant: Mutant) -> Lines:
    """Return all lines of a mutant's module, and of those that import from it."""
    name = ".".join(mutant.file.with_suffix("").parts)
    return {str(mutant.file): EVERY_LINE} | {
        str(file): EVERY_LINE
        for file in Path("schemas").rglob("*.py")
        if f"from {name} import" in _source(file)
    }


@cache
def _source(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def _spans(file: Path) -> list[tuple[int, int]]:
    """Return first and last line of every statement, of a compound one without its body."""
    spans = []
    for node in ast.walk(ast.parse(_source(file))):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno
            spans.append((node.lineno, last or node.lineno))
    return spans


def _meet(one: Lines, other: Lines) -> bool:
    return any(one.get(file, 0) & bits for file, bits in other.items())
