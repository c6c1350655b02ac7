"""What each test reaches, kept in files: one for each test file, as long as nothing changes."""

import pickle
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from benchmarks.mutants.reaching import ROOT, Lines, Name, Reached

KEPT = ROOT / ".cache" / "mutants"


@dataclass
class Record:
    """What is reached by each test, by fixtures of whole test files, and by writing queries."""

    tests: dict[str, Reached] = field(default_factory=dict)
    fixtures: dict[str, Reached] = field(default_factory=dict)
    queries: dict[str, Lines] = field(default_factory=dict)
    # What ran already when the tests were collected.
    called: set[Name] = field(default_factory=set)


def file_of(test: str) -> str:
    """Return the file of a test."""
    return test.partition("::")[0]


class Kept:
    """The files in which records are kept."""

    LAWS = "schemas/laws"

    def missing(self) -> list[str]:
        """Return the test files of which nothing is kept, and the laws where it is they."""
        return [file for file in self._files if not self._place(file).exists()]

    def keep(self, file: str, record: Record) -> None:
        """Keep the record of a test file."""
        KEPT.mkdir(parents=True, exist_ok=True)
        self._place(file).write_bytes(pickle.dumps(record))

    def joined(self) -> Record:
        """Return the records of all test files as one."""
        record = Record()
        for file in self._files:
            part: Record = pickle.loads(self._place(file).read_bytes())
            record.tests |= part.tests
            record.fixtures |= part.fixtures
            record.queries |= part.queries
            record.called |= part.called
        return record

    @cached_property
    def _files(self) -> list[str]:
        tests = sorted(Path("tests").rglob("test_*.py"))
        return [self.LAWS, *map(str, tests)]

    def _place(self, file: str) -> Path:
        own = Path(file).read_bytes() if Path(file).is_file() else b""
        return KEPT / f"{sha256(self._common + file.encode() + own).hexdigest()[:16]}.pickle"

    @cached_property
    def _common(self) -> bytes:
        """Return a hash of all that every test may reach."""
        digest = sha256()
        for folder in ("flows", "schemas", "tests"):
            for path in sorted(Path(folder).rglob("*")):
                test = path.name.startswith("test_")
                if path.is_file() and not test and "__pycache__" not in path.parts:
                    digest.update(str(path).encode() + path.read_bytes())
        return digest.digest()
