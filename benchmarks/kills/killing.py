"""One run that is killed, and what is left of it."""

import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.kills.moments import ANYWHERE, MAKING, REPORTING, Course, course_of, wait
from benchmarks.kills.program import ended, start, warm
from benchmarks.kills.wholeness import faults, read_log

ROWS = """\
figure_id,source_id,park,indicator,segment,measure,period,printed
w,s,P,income,,level,2016,100.0
p,s,P,income,core,level,2016,75.5
r,s,P,income,core,share,2016,80.1 percent
u,s,P,income,core,level,2017,lots
"""


@dataclass(frozen=True)
class Left:
    """What a kill left; without faults everything is as it should be."""

    place: str
    killed: bool
    is_logged: bool = False
    new_report: bool = False
    drafts: int = 0
    faults: list[str] = field(default_factory=list)


class Scene:
    """A folder with a data package, its log and its report, in which runs are killed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.work = folder, folder / "0"
        data = folder / "data" / "figures"
        data.mkdir(parents=True)
        (data / "a.csv").write_text(ROWS, encoding="utf-8")
        self._clear()
        warm(folder, *self._commands)
        self.course = self._course()
        self.a_run: Mapping[str, int] = next(iter(read_log(self.warehouse).rows.values()))

    @property
    def warehouse(self) -> Path:
        """The log of the runs that are killed."""
        return self.work / "log.duckdb"

    @property
    def report(self) -> Path:
        """The file of the latest run's report."""
        return self.work / "report.html"

    @property
    def _commands(self) -> list[list[str]]:
        log = ["--warehouse", str(self.warehouse)]
        asked = [str(self.folder / "data"), "--as-of", "2017-01-01", "--fail-on", "never"]
        return [["check", *asked, *log], ["report", *log, "--out", str(self.report)]]

    def _meant(self, place: str) -> list[list[str]]:
        """Return the commands of which a place is part."""
        check, report = self._commands
        return {ANYWHERE: [check, report], REPORTING: [report]}.get(place, [check])

    def kill(self, place: str, random: Random) -> Left:
        """Kill a run at a random moment of a place, and look at what is left."""
        if place == MAKING:
            self._clear()
        before, old = read_log(self.warehouse).runs, self._page()
        process = start(*self._meant(place))
        wait(place, self.course, self.work, random, process.is_alive)
        process.kill()
        killed = ended(process) == -signal.SIGKILL
        log, page = read_log(self.warehouse), self._page()
        found = faults(log, before, self.a_run)
        if page != old and not page.rstrip().endswith("</html>"):
            found.append(f"the report is neither old nor new, but {len(page)} characters")
        return Left(place, killed, log.runs > before, page != old, self._sweep(), found)

    def go_on(self) -> list[str]:
        """Run to the end, after whatever was killed; return what is wrong then."""
        before = read_log(self.warehouse).runs
        # The machine's pace changes, and with it the moments.
        self.course = self._course()
        log = read_log(self.warehouse)
        missing = [] if log.runs > before else ["the next run is not in the log"]
        return missing + faults(log, before, self.a_run)

    def _course(self) -> Course:
        process = start(*self._commands)
        course = course_of(self.work, process.is_alive)
        if status := ended(process):
            raise RuntimeError(f"a run that nobody killed ended with {status}")
        return course

    def _clear(self) -> None:
        self.work = self.folder / str(int(self.work.name) + 1)
        self.work.mkdir()

    def _page(self) -> str:
        return self.report.read_text(encoding="utf-8") if self.report.exists() else ""

    def _sweep(self) -> int:
        drafts = [file for file in self.work.iterdir() if file.name.startswith(".")]
        for draft in drafts:
            draft.unlink()
        return len(drafts)
