"""A run's findings on a terminal: the verdict first, then what to look at."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from rich.console import Console, RenderableType
from rich.text import Text

from flows.settings import read_settings
from flows.terminal.outcomes import outcomes, unknown, waived
from flows.terminal.parts import EVERYTHING, Indented
from flows.terminal.sections import by_check, implied_figures, quarantine, uncompared
from flows.wording import harmless, verdict
from schemas.quality_log import Findings

# Longer lines are hard to read.
MOST_COLUMNS = 100
STYLES = {"pass": "bold green", "warn": "bold yellow", "fail": "bold red"}


@dataclass(frozen=True)
class Report:
    """Findings and what their reader knows them by.

    `parks` are titles; `folder` is the data package's; without `warehouse`, nothing was logged.
    """

    findings: Findings
    parks: Sequence[str]
    folder: Path
    warehouse: Path | None


def console(stderr: bool = False) -> Console:
    """Return a console that shows every text as it is; colours and width are the terminal's."""
    found = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    found.width = min(found.width, MOST_COLUMNS)
    return found


def show(report: Report) -> None:
    """Print a run's findings."""
    out = console()
    for section in sections(report):
        out.print(section)


def sections(report: Report) -> Iterator[RenderableType]:
    """Return a report's parts in their order, those with nothing to say left out."""
    findings, run = report.findings, report.findings.run
    with_park = len(report.parks) != 1
    yield Indented(Text(verdict(run, report.parks), STYLES[run["verdict"]]), columns=0)
    yield from by_check(findings.check_results)
    for outcome in ("fail", "warn"):
        yield from outcomes(findings.results, outcome, with_park, _rest(report, outcome))
    yield from waived(findings.results, findings.waivers, with_park)
    yield from unknown(findings.results, run["unknown"], with_park, _rest(report, "unknown"))
    yield from implied_figures(findings.implied, with_park)
    yield from quarantine(findings.quarantine, report.folder)
    yield from uncompared(findings.uncompared)
    yield Text()
    yield Indented(Text(_where(report), "dim"), columns=0)


def _rest(report: Report, outcome: str) -> str:
    if report.warehouse is None:
        return EVERYTHING
    usual = report.warehouse == read_settings().warehouse
    place = "" if usual else f" --warehouse {harmless(quote(str(report.warehouse)))}"
    return f"parkfigures log --outcome {outcome}{place}"


def _where(report: Report) -> str:
    if report.warehouse is None:
        return "Nothing is logged."
    return f"Logged in {harmless(report.warehouse)} as run {report.findings.run['run_id']}."


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """Show progress where someone is looking: on stderr, if that is a terminal that can."""
    err = console(stderr=True)
    if not sys.stderr.isatty() or err.is_dumb_terminal:
        yield lambda _what, _share_done: None
        return
    from rich.progress import Progress

    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda what, share_done: bar.update(task, description=what, completed=share_done)
