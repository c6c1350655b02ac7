"""Why an outcome changed between two runs: by its own figures, else by what else it rests on."""

from collections.abc import Iterator

from schemas.figure_changes import FigureChanges
from schemas.logged_run import LoggedRun
from schemas.quality_log import Row
from schemas.rules.rule import LAW_NAMES
from schemas.run_differences import RunDifferences
from schemas.waiver_changes import waiver_changes

# The checks that rest on something else than figures.
CONVERSION, FRESHNESS, NETWORK, WAIVER = "conversion", "freshness", "network", "waiver"
OTHER_FIGURES = "data: other figures that it rests on"
UNTOLD = "unknown: nothing that the log keeps of the two runs differs"


class Reasons:
    """What differs between two runs, as far as an outcome can rest on it."""

    def __init__(self, before: LoggedRun, after: LoggedRun) -> None:
        self._runs = before, after
        self._figures = FigureChanges(before, after)
        self._changed_figures = self._figures.count()
        self._differences = RunDifferences(before.run, after.run)

    def of(self, check_id: str, before: Row | None, after: Row | None) -> tuple[str, ...]:
        """Return the nearest reasons why a relation's outcome changed."""
        ids = {one for row in (before, after) if row for one in row["figure_ids"] or ()}
        near = [
            *(f"data: {said}" for said in self._figures.said(ids)),
            *waiver_changes(self._runs, before, after),
            *self._sources(ids),
            *self._own(check_id),
        ]
        return tuple(near or [*self._others(check_id)] or [*self._far()] or [UNTOLD])

    def of_runs(self) -> tuple[str, ...]:
        """Say in what the runs differ altogether, whether an outcome rests on it or not."""
        count = self._changed_figures
        figures = f"{count:,} figure{'s' * (count != 1)} came, went or changed"
        return (*([f"data: {figures}"] if count else []), *self._differences.every())

    def _sources(self, ids: set[str]) -> Iterator[str]:
        figures = [run.figures[one] for run in self._runs for one in ids if one in run.figures]
        for source in sorted({figure["source_id"] for figure in figures}):
            before, after = (run.sources.get(source, {}) for run in self._runs)
            for name in ("published_on", "weight"):
                if before and after and before[name] != after[name]:
                    yield f"code lists: source {source}, {name} {before[name]} -> {after[name]}"

    def _own(self, check_id: str) -> Iterator[str]:
        """Say what differs that this check alone rests on."""
        if check_id == CONVERSION:
            yield from self._differences.file("rates_hash")
        elif check_id == FRESHNESS:
            yield from self._differences.day()
        elif check_id == WAIVER:
            yield from self._differences.file("waivers_hash")
            yield from self._differences.day()
        elif check_id not in LAW_NAMES:
            yield from self._differences.file("rules_hash")

    def _others(self, check_id: str) -> Iterator[str]:
        """Say what differs that every check rests on."""
        rates = [*self._differences.rates()] if check_id == CONVERSION else []
        yield from rates
        if not rates and (self._changed_figures or self._differences.differ("figures_hash")):
            yield OTHER_FIGURES
        yield from self._differences.file("codes_hash")
        if check_id == NETWORK:
            yield from self._differences.file("rules_hash")
        yield from self._differences.program()

    def _far(self) -> Iterator[str]:
        """Say what differs that comes to a relation only by what others imply."""
        yield from self._differences.file("rules_hash")
        yield from self._differences.rates()
