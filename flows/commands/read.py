"""parkfigures read: what the program understands of printed texts."""

import io
import sys
from collections.abc import Iterator

import click

from flows.commands import options
from schemas.terms import Measure

_STDIN = "-"


def _texts(given: tuple[str, ...]) -> Iterator[str]:
    for text in given:
        if text == _STDIN:
            # Printed texts are UTF-8, whatever the terminal's encoding is.
            lines = io.TextIOWrapper(sys.stdin.buffer, "utf-8", "replace")
            yield from (line.rstrip("\r\n") for line in lines if line.strip())
        else:
            yield text


@click.command()
@click.argument("texts", metavar="TEXT...", nargs=-1, required=True)
@click.option(
    "--measure",
    type=click.Choice([measure.value for measure in Measure]),
    default=Measure.LEVEL.value,
    show_default=True,
    help="What the figure would measure; a share or a growth is a percentage.",
)
@click.option(
    "--currency",
    default="",
    metavar="CODE",
    help="The park's currency, such as TWD: of a sum printed without one (default: none).",
)
@click.option(
    "--unit",
    default="",
    metavar="UNIT",
    help="The indicator's unit, such as CNY, percent or count (default: count).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="What to print; json is an object a line.",
)
def read(texts: tuple[str, ...], measure: str, currency: str, unit: str, form: str) -> int:
    """Show what the program understands of printed texts.

    TEXT is one figure as printed, such as "more than 420 billion yuan"; - reads texts from
    standard input, one a line. Exit status 1: a text could not be read.
    """
    # Its imports take longer than --help may.
    from flows.understanding import read_and_show
    from schemas.amounts import is_currency
    from schemas.understood import Asked

    if currency and not is_currency(currency):
        expected = "expected an ISO 4217 currency code such as CNY"
        raise options.Unusable(f"--currency {currency}: {expected}")
    asked = Asked(Measure(measure), currency, unit.strip())
    given = list(_texts(texts))
    if not given:
        raise options.Unusable("standard input: no text; expected one figure a line")
    return options.PASSED if read_and_show(given, asked, form) else options.FAILED
