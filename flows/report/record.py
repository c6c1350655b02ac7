"""What a page is made from: the rows of one run, as many as a page can show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.report.history import History
from flows.report.names import Names
from schemas.quality_log import Row


@dataclass(frozen=True)
class Rows:
    """The first rows of a table, and how many it has."""

    rows: Sequence[Row]
    total: int

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def more(self) -> int:
        """How many rows are left out."""
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Record:
    """What the quality log holds of one run.

    Failures and warnings are those that no waiver accepts. Of the figures those in trouble come
    first, each with the `worst` outcome that it takes part in; `printings` are figures that
    several sources printed.
    """

    run: Row
    names: Names
    parks: Sequence[str]
    checks: Sequence[Row]
    failures: Rows
    waived: Rows
    warnings: Rows
    unknown: Rows
    figures: Rows
    implied: Rows
    tightened: Rows
    printings: Rows
    freshness: Rows
    quarantine: Rows
    uncompared: Rows
    sources: Mapping[str, Row]
    waivers: Mapping[str, Row]
    history: History
