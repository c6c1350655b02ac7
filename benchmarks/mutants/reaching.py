"""Which lines of schemas/ are reached, as Python tells it."""

import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from types import CodeType, FrameType
from typing import Any

ROOT = Path(__file__).parents[2]
WATCHED = (f"{ROOT / 'schemas'}/", f"{ROOT / 'flows' / 'laws' / 'queries.py'}")
PROGRAM = (f"{ROOT / 'flows'}/", f"{ROOT / 'schemas'}/")
# Who reaches this asks DuckDB with queries that are written from the laws.
ASKING = "flows/laws/queries.py"

# By file, a number with a bit for each line.
Lines = dict[str, int]
# A function: its file, its qualified name and its first line.
Name = tuple[str, str, int]


@dataclass(frozen=True)
class Reached:
    """What a test reached, and the processor time it took."""

    lines: Lines
    seconds: float

    @property
    def asks(self) -> bool:
        """Whether DuckDB was asked with the laws' queries."""
        return ASKING in self.lines


class Watch:
    """Sees which lines run, and at first which functions are called to load the program."""

    def __init__(self) -> None:
        self.loading = True
        self.called: set[Name] = set()
        self._seen: dict[str, set[int]] = defaultdict(set)
        self._files: dict[str, str] = {}

    @contextmanager
    def watching(self, reached: list[Reached]) -> Iterator[None]:
        """Add to a list what is reached within."""
        before, self._seen, began = self._seen, defaultdict(set), process_time()
        tracing = sys.gettrace()
        threading.settrace(self._call)
        sys.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(tracing)
            threading.settrace(tracing)
            reached.append(Reached(_bits(self._seen), process_time() - began))
            self._seen = before

    def _call(self, frame: FrameType, event: str, argument: object) -> Any:
        code = frame.f_code
        file = self._files.get(code.co_filename)
        if file is None:
            file = self._files[code.co_filename] = _watched(code.co_filename)
        if not file:
            return None
        if self.loading and _loads_program(frame):
            self.called.add(name_of(code, file))
        seen = self._seen[file]
        seen.add(frame.f_lineno)

        def line(frame: FrameType, event: str, argument: object) -> Any:
            seen.add(frame.f_lineno)
            return line

        return line


def name_of(code: CodeType, file: str) -> Name:
    """Return what tells a function from all others."""
    return file, code.co_qualname, code.co_firstlineno


def _loads_program(frame: FrameType | None) -> bool:
    """Return whether it is a module of the program that is being loaded, and not one of tests."""
    while frame and frame.f_code.co_name != "<module>":
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(PROGRAM)


def _watched(file: str) -> str:
    return file.removeprefix(f"{ROOT}/") if file.startswith(WATCHED) else ""


def _bits(seen: dict[str, set[int]]) -> Lines:
    # Sums of different powers of two: each line has a bit.
    return {file: sum(1 << line for line in lines) for file, lines in seen.items()}


def joined(*several: Lines) -> Lines:
    """Return all lines that are in any of several."""
    lines: Lines = defaultdict(int)
    for one in several:
        for file, bits in one.items():
            lines[file] |= bits
    return dict(lines)
