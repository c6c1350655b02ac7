"""parkfigures on the command line."""

import sys
from types import TracebackType

import click

from flows.commands.check import check
from flows.commands.log import log
from flows.commands.options import INTERRUPTED, UNUSABLE
from flows.commands.run import run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="parkfigures")
def parkfigures() -> None:
    """Keep a science park's published figures honest.

    \b
    Exit status:
      0    nothing failed
      1    something failed (see --fail-on)
      2    the input or the call could not be used
      130  interrupted; a run is recorded whole or not at all
    """


for command in (check, run, log):
    parkfigures.add_command(command)


def main() -> None:
    """Run parkfigures and exit; whatever goes wrong is told in one line."""
    sys.exit(_status())


def _status() -> int:
    try:
        return int(parkfigures.main(prog_name="parkfigures", standalone_mode=False) or 0)
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return UNUSABLE
    except Exception as error:  # noqa: BLE001 Python's own exit status would say that a figure failed
        click.echo(f"Error: {_unexpected(error)}", err=True)
        return UNUSABLE
