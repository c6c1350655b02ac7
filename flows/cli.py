"""parkfigures on the command line."""

import io
import sys

import click

from flows.commands.add import add
from flows.commands.backfill import backfill
from flows.commands.check import check
from flows.commands.diff import diff
from flows.commands.explain import explain
from flows.commands.init import init
from flows.commands.log import log
from flows.commands.options import INTERRUPTED, UNUSABLE
from flows.commands.read import read
from flows.commands.report import report
from flows.commands.run import run
from flows.commands.serve import serve
from flows.commands.vacuum import vacuum
from flows.commands.waive import waive
from flows.settings import SettingsError
from flows.unneeded_imports import withhold

_EXIT_STATUS = """\b
Exit status:
  0    nothing failed
  1    something failed (see --fail-on)
  2    the input or the call could not be used
  130  interrupted; a run is recorded whole or not at all
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EXIT_STATUS)
@click.version_option(package_name="parkfigures")
def parkfigures() -> None:
    """Keep a science park's published figures honest."""


for command in (
    *(check, run, log, diff, report, backfill, explain),
    *(read, init, add, waive, vacuum, serve),
):
    parkfigures.add_command(command)


def main() -> None:
    """Run parkfigures and exit; whatever goes wrong is told in one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without Chinese letters still shows which ones were meant.
            stream.reconfigure(errors="backslashreplace")
    withhold()
    sys.exit(_status())


def _status() -> int:
    try:
        return int(parkfigures.main(prog_name="parkfigures", standalone_mode=False) or 0)
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
    except SettingsError as error:
        click.echo(f"Error: {error}", err=True)
    except OSError as error:
        click.echo(f"Error: {error.filename}: {error.strerror}", err=True)
    except Exception as error:
        # Left to Python, a fault of the program would exit with 1, as if a figure had failed.
        if sys.flags.dev_mode:
            raise
        click.echo(f"Error: {_fault(error)}", err=True)
    return UNUSABLE


def _fault(error: Exception) -> str:
    import traceback

    place = traceback.extract_tb(error.__traceback__)[-1]
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    return f"parkfigures is at fault: {said} ({place.name}; PYTHONDEVMODE=1 shows where)"


if __name__ == "__main__":
    main()
