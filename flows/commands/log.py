"""parkfigures log: show what earlier runs wrote to the quality log."""

from pathlib import Path
from typing import Any

import click

from flows.commands import options
from schemas.terms import Outcome


@click.command()
@options.warehouse
@click.option(
    "--run",
    default="latest",
    metavar="RUN",
    help="A run, by the beginning of its id (default: latest).",
)
@click.option("--runs", is_flag=True, help="List the runs.")
@click.option("--check", default="", metavar="ID", help="Show one check only.")
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    type=click.Choice([outcome.value for outcome in Outcome]),
    help="Show these outcomes only (may be repeated).",
)
@click.option("--park", default="", metavar="PARK", help="Show one park only.")
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
    type=click.Choice(("text", "json", "csv")),
    default="text",
    show_default=True,
    help="What to print; json is an object a line.",
)
def log(warehouse: Path, runs: bool, form: str, limit: int, **chosen: Any) -> int:
    """Show the quality log, failures first."""
    # Its imports take longer than --help may.
    from flows.log_showing import show_log, show_runs

    if runs:
        show_runs(warehouse, form)
    else:
        show_log(warehouse, chosen, form, limit)
    return options.PASSED
