"""Who takes part: this program, a query written by hand, and the peers."""

import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.confront.environments import python_of, version_of

MODULES = "benchmarks.confront.contestants"
BY_HAND = "SQL by hand"


@dataclass(frozen=True)
class Entry:
    """A contestant: its module, and for a peer its requirements and the packages it is told by."""

    module: str
    peer: str = ""
    package: str = ""
    on: str = ""

    @property
    def name(self) -> str:
        """Return what the table calls it."""
        if not self.peer:
            return OWN[self.module]
        package = f"{self.package} {version_of(self.peer, self.package)}"
        return f"{package} on {self.on} {version_of(self.peer, self.on)}"

    def command(self, file: Path) -> list[str | Path]:
        """Return the command that confronts a file."""
        python = python_of(self.peer) if self.peer else Path(sys.executable)
        return [python, "-m", f"{MODULES}.{self.module}", file]


OWN = {
    "by_hand": BY_HAND,
    "parkfigures": "parkfigures",
    "parkfigures_anew": "parkfigures, writing its SQL anew",
}
ENTRIES = (
    *map(Entry, OWN),
    Entry("pandera_ibis", "pandera", "pandera", "ibis-framework"),
    Entry("pandera_polars", "pandera", "pandera", "polars"),
    Entry("pointblank_duckdb", "pointblank", "pointblank", "duckdb"),
    Entry("dataframely_polars", "dataframely", "dataframely", "polars"),
    Entry("cuallee_duckdb", "cuallee", "cuallee", "duckdb"),
    Entry("soda_duckdb", "soda", "soda-duckdb", "duckdb"),
    Entry("great_expectations_pandas", "great_expectations", "great_expectations", "pandas"),
)
