"""parkfigures check: confront a data package in process, without Prefect."""

from typing import Any

import click

from flows.commands import options


@click.command()
@options.data
@options.warehouse
@options.as_of
@options.park
@options.fail_on
@click.option("--dry-run", is_flag=True, help="Log nothing.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "junit", "github", "sarif")),
    default="text",
    show_default=True,
    help="What to print.",
)
def check(form: str, dry_run: bool, **asked: Any) -> int:
    """Check figures here and now, without Prefect.

    DATA is the folder of a data package, a zip file or an address (default: data). Every
    outcome is logged.
    """
    # Its imports take longer than --help may.
    from flows.checking import Asked, check_and_show

    run = check_and_show(Asked(**asked), form, dry_run)
    return options.exit_status(run, asked["fail_on"])
