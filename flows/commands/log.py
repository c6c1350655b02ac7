"""parkfigures log: show what earlier runs wrote to the quality log."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from flows.commands import options
from schemas.terms import Outcome

OUTCOMES = (*(outcome.value for outcome in Outcome), "waived")
FORMS = ("text", "json", "csv", "parquet")


def _day(_context: click.Context, _option: click.Parameter, day: datetime | None) -> date | None:
    return day.date() if day else None


@click.command()
@options.warehouse
@click.option("--run", metavar="RUN", help="A run, by the beginning of its id (default: latest).")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    callback=_day,
    help="All runs started on this day (in UTC) or after it, the oldest first.",
)
@click.option("--runs", is_flag=True, help="List the runs.")
@click.option("--check", default="", metavar="ID", help="Show one check only.")
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    type=click.Choice(OUTCOMES),
    help="Show these outcomes only (may be repeated); what a waiver accepts is waived only.",
)
@click.option("--park", default="", metavar="PARK", help="Show one park only.")
@click.option(
    "--period",
    default="",
    metavar="PERIOD",
    help="Show what lies within a period: 2016 also shows 2016-10.",
)
@click.option(
    "--source",
    default="",
    metavar="ID",
    help="Show what was measured in a source, or against a figure of it.",
)
@click.option("--figure", default="", metavar="ID", help="Show what a figure takes part in.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    help="Most rows of text; 0 shows all.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="What to print; json is an object a line.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write json, csv or parquet to this file.",
)
def log(warehouse: Path, runs: bool, form: str, limit: int, out: Path | None, **asked: Any) -> int:
    """Show the quality log, failures first."""
    _refuse_at_odds(runs, form, out, asked)
    # Its imports take longer than --help may.
    from flows.log.showing import Shown, show_log, show_runs

    shown = Shown(form, limit, out)
    if runs:
        show_runs(warehouse, asked["since"], shown)
    else:
        show_log(warehouse, asked, shown)
    return options.PASSED


def _refuse_at_odds(runs: bool, form: str, out: Path | None, asked: dict[str, Any]) -> None:
    if out is not None and form == "text":
        raise options.Unusable("--out takes --format json, csv or parquet")
    if asked["run"] and asked["since"]:
        raise options.Unusable("--run shows one run, --since shows several: give one of them")
    given = [name for name, value in asked.items() if value and name != "since"]
    if runs and given:
        name = "outcome" if given[0] == "outcomes" else given[0]
        raise options.Unusable(f"--runs lists runs as a whole: it takes no --{name}")
