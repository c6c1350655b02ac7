"""parkfigures run: the same check as a Prefect flow, recorded by the server in use."""

import os
from typing import Any

import click

from flows.commands import options


@click.command()
@options.data
@options.warehouse
@options.as_of
@options.park
@options.fail_on
@click.option("--verbose", is_flag=True, help="Show Prefect's own log.")
def run(verbose: bool, **asked: Any) -> int:
    """Check figures as a Prefect flow.

    DATA is the folder of a data package, a zip file or an address (default: data). Every
    outcome is logged, and the Prefect server in use records the run; where there is none, an
    embedded one does.
    """
    if not verbose:
        # Only what goes to the terminal: Prefect's server still gets the whole log.
        for handler in ("CONSOLE", "DEBUG"):
            os.environ.setdefault(f"PREFECT_LOGGING_HANDLERS_{handler}_LEVEL", "CRITICAL")
    # Its imports take longer than --help may.
    from flows.checking import Asked
    from flows.running import run_and_show

    return options.exit_status(run_and_show(Asked(**asked)), asked["fail_on"])
