"""parkfigures init: make a small data package to start from."""

from pathlib import Path

import click

from flows.commands import options


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> int:
    """Make a small data package in FOLDER.

    It holds a few real figures, the lists of codes they need, and a README that explains them;
    checked, all of it passes. FOLDER must be new or empty.
    """
    # Its imports take longer than --help may.
    from flows.adding.starting import start_and_show

    start_and_show(folder)
    return options.PASSED
