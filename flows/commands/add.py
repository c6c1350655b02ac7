"""parkfigures add: add a figure to a data package."""

import click

from flows.adding import completing
from flows.commands import options
from flows.places.addresses import GivenPackage
from schemas.terms import PRINTED_STATUSES, Measure


@click.command()
@options.data
@click.option("--source", "source_id", metavar="ID", shell_complete=completing.codes("sources.csv"))
@click.option("--park", metavar="PARK", shell_complete=completing.codes("parks.csv"))
@click.option("--indicator", metavar="CODE", shell_complete=completing.codes("indicators.csv"))
@click.option("--segment", metavar="CODE", shell_complete=completing.codes("segments.csv"))
@click.option("--measure", type=click.Choice([measure.value for measure in Measure]))
@click.option("--of", metavar="WHOLE_OR_PERIOD", help="A share's whole; a growth's base period.")
@click.option("--period", metavar="PERIOD", help="Such as 2016, 2016-10 or 2016-01/2016-10.")
@click.option("--status", type=click.Choice([status.value for status in PRINTED_STATUSES]))
@click.option("--printed", metavar="TEXT", help="Exactly what was printed.")
@click.option("--note", metavar="TEXT", help="Anything.")
@click.option("--id", "figure_id", metavar="ID", help="The figure's id (default: of its source).")
@click.option("--file", default="", help="A file in figures/ (default: the one of the source).")
@click.option("--dry-run", is_flag=True, help="Say what the figure contradicts, and add nothing.")
def add(data: GivenPackage, file: str, dry_run: bool, **given: str | None) -> int:
    """Add a figure, and say at once what it contradicts.

    DATA is the folder of a data package (default: data). Without --printed, whatever is not given
    is asked for, one figure after the other. The figure becomes a row at the end of a CSV file, in
    that file's own form. Exit status 1: a figure that is there contradicts it.
    """
    # Its imports take longer than --help may.
    from flows.adding.add_and_show import add_and_show

    figure = {name: text for name, text in given.items() if text is not None}
    return options.FAILED if add_and_show(data, figure, file, dry_run) else options.PASSED
