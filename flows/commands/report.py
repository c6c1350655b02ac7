"""parkfigures report: one run's outcomes as one HTML file."""

from pathlib import Path

import click

from flows.commands import options

OUT = Path("parkfigures-report.html")
_STDOUT = Path("-")


@click.command()
@options.warehouse
@click.option("--run", metavar="RUN", help="A run, by the beginning of its id (default: latest).")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default=OUT,
    show_default=True,
    help="File to write; - is standard output.",
)
def report(warehouse: Path, run: str | None, out: Path) -> int:
    """Write a run's report as one HTML file.

    It needs no other file and no network, and is made from the quality log alone: the report of
    an old run can be made again.
    """
    # Its imports take longer than --help may.
    from flows.log.reading import LATEST, NotInLog
    from flows.report.writing import report_html, write_report
    from flows.warehouse.recording import WarehouseError

    with options.told(WarehouseError, NotInLog):
        if out == _STDOUT:
            click.echo(report_html(warehouse, run or LATEST).encode(), nl=False)
        else:
            click.echo(f"Written to {write_report(warehouse, run or LATEST, out)}.")
    return options.PASSED
