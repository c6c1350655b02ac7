"""parkfigures explain: the arithmetic behind one figure, or behind one check."""

from datetime import date

import click

from flows.commands import options
from flows.places.addresses import GivenPackage


@click.command()
@click.argument("subject", metavar="FIGURE_OR_CHECK")
@options.data
@options.as_of
def explain(subject: str, data: GivenPackage, as_of: date) -> int:
    """Explain a figure by its id, or a check by its name.

    A figure: how it reads, what each relation says of it, and what all of them leave. A check:
    what it says of every relation that does not pass. DATA is the folder of a data package
    (default: data). Nothing is logged.
    """
    # Its imports take longer than --help may.
    from flows.explaining import explain_and_show

    explain_and_show(subject, data, as_of)
    return options.PASSED
