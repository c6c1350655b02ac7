"""parkfigures waive: accept one outcome of one relation, with a reason and a name."""

from datetime import datetime
from typing import Any

import click

from flows.commands import options
from flows.places.addresses import GivenPackage
from flows.settings import read_settings
from schemas.terms import Outcome


@click.command()
@click.argument("check_id", metavar="CHECK")
@click.argument("figure_ids", metavar="FIGURE...", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why the outcome is accepted.")
@click.option("--by", required=True, metavar="NAME", help="Who accepts it.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The last day on which the waiver holds (default: no end).",
)
@click.option("--link", default="", metavar="URL", help="Where more is said of it.")
@click.option(
    "--outcome",
    type=click.Choice(("fail", "warn", "unknown")),
    default="fail",
    show_default=True,
    help="The outcome that is accepted.",
)
@click.option("--id", "waiver_id", default="", help="The waiver's id (default: of its figures).")
@click.option(
    "--data",
    type=options.DataPackage(),
    default=lambda: read_settings().data,
    help="Folder of the data package (default: data).",
)
def waive(data: GivenPackage, until: datetime | None, outcome: str, **given: Any) -> int:
    """Accept an outcome of the relation of a check and its figures.

    The waiver is added at the end of waivers.yml. Figures that are not named are added where
    only one relation is possible. Nothing is written where no relation has the outcome today.
    """
    # Its imports take longer than --help may.
    from flows.waivers.waive_and_show import Asked, waive_and_show

    day = until.date() if until else None
    waive_and_show(Asked(**given, until=day, outcome=Outcome(outcome)), data)
    return options.PASSED
