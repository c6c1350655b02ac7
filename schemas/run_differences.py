"""In what two runs differ: the files they read, their as-of days, the program."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schemas.quality_log import Row

# What is said where the hash in a column of the log's runs is not the same.
SAID: Mapping[str, str] = {
    "rules_hash": "rule: rules.yml changed",
    "rates_hash": "rate: the files in rates/ changed",
    "codes_hash": "code lists: parks, indicators, segments, sources or families changed",
    "waivers_hash": "waiver: waivers.yml changed",
}


@dataclass(frozen=True)
class RunDifferences:
    """Two rows of the log's runs, compared."""

    before: Row
    after: Row

    def every(self) -> Iterator[str]:
        """Say everything in which the runs differ."""
        for column in SAID:
            yield from self.file(column)
        yield from self.program()
        yield from self.day()

    def file(self, column: str) -> Iterator[str]:
        """Say that the files behind a hash differ, where they do."""
        if self.differ(column):
            yield SAID[column]

    def rates(self) -> Iterator[str]:
        """Say that other rates are known: the files changed, or the day up to which they are."""
        if self.differ("rates_hash"):
            yield SAID["rates_hash"]
        elif self.differ("as_of"):
            yield f"rate: rates up to another day: {self._from_to('as_of')}"

    def program(self) -> Iterator[str]:
        """Say that another program wrote the runs, where it did."""
        if self.differ("code_version"):
            yield f"program: version {self._from_to('code_version')}"
        elif self.differ("program_hash"):
            yield f"program: another state of version {self.after['code_version']}"

    def day(self) -> Iterator[str]:
        """Say that the runs know what was published up to different days, where they do."""
        if self.differ("as_of"):
            yield f"as-of day: {self._from_to('as_of')}"

    def differ(self, column: str) -> bool:
        """Say whether a column's values are known and not the same."""
        values = (self.before[column], self.after[column])
        # Runs of an older version did not record everything.
        return None not in values and values[0] != values[1]

    def _from_to(self, column: str) -> str:
        return f"{self.before[column]} -> {self.after[column]}"
