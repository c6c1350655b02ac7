"""Making mutants of a module: its source with one small fault."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from benchmarks.mutants.faults import Part, faults

# Nothing that runs, or that a test should mind: what types say, and how a class is made.
ASIDE = frozenset({"annotation", "returns", "decorator_list", "bases", "type_params"})


@dataclass(frozen=True)
class Mutant:
    """A module's source with one fault, where it is and what it is."""

    file: Path
    line: int
    was: str
    now: str
    source: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.was} -> {self.now}"


def mutants(file: Path) -> list[Mutant]:
    """Return every mutant of a module that parses, in the order of its lines."""
    source = file.read_text(encoding="utf-8")
    places = _Places(source)
    found: dict[str, Mutant] = {}
    for statement in ast.parse(source).body:
        first, last = places.span(statement)
        for node in _running(statement):
            for part, now in faults(node):
                start, end = places.span(part)
                if _parses(source[first:start] + now + source[end:last]):
                    changed = source[:start] + now + source[end:]
                    found[changed] = Mutant(file, part.lineno, source[start:end], now, changed)
    return sorted(found.values(), key=lambda one: one.line)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Walk what runs: no annotation, no docstring, no text, nothing imported or exported."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr) or _is_export(node):
        return
    yield node
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            # As in dict[str, int], which is a type more often than not.
            several = name == "slice" and isinstance(child, ast.Tuple)
            if isinstance(child, ast.AST) and not (docstring or several or name in ASIDE):
                yield from _running(child)


def _is_export(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("__all__", "__slots__")


class _Places:
    """Where in a source its lines begin."""

    def __init__(self, source: str) -> None:
        self._lines = source.splitlines(keepends=True)
        self._begin = [0, *accumulate(map(len, self._lines))]

    def span(self, part: Part) -> tuple[int, int]:
        """Return where a part begins and ends."""
        last, end = part.end_lineno, part.end_col_offset
        assert last is not None, "what is parsed has a place"
        assert end is not None, "what is parsed has a place"
        return self._place(part.lineno, part.col_offset), self._place(last, end)

    def _place(self, line: int, column: int) -> int:
        # Columns are counted in bytes.
        return self._begin[line - 1] + len(self._lines[line - 1].encode()[:column].decode())


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True
