"""parkfigures diff: what changed between two runs, and why."""

from pathlib import Path

import click

from flows.commands import options


@click.command()
@click.argument("before", metavar="[RUN]", default="previous")
@click.argument("after", metavar="[RUN]", default="latest")
@options.warehouse
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Most relations of text of each kind; 0 shows all.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="What to print; json is one object.",
)
def diff(before: str, after: str, warehouse: Path, limit: int, form: str) -> int:
    """Show what changed from one run to another, and why.

    A RUN is the beginning of a run's id, latest, or previous: the last run before the other one
    of the same data package and the same park, in the order of their as-of days. Without a RUN,
    previous and latest are compared; with one, it and latest. The exit status is 0 whatever
    changed.
    """
    # Its imports take longer than --help may.
    from flows.diffing import diff_and_show

    diff_and_show(warehouse, (before, after), form, limit)
    return options.PASSED
