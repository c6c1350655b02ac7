"""Records of plain numbers as figures, for the checks that read printed texts."""

from dataclasses import replace

from schemas.amounts import Amount, read_amount
from schemas.codes import Indicator, Park
from schemas.figures import Codes, Figure, PrintedFigure, read_figures
from schemas.habits import habits_of
from schemas.repairs import Desk
from schemas.terms import Measure


def printed_figure(name: str, printed: str, unit: str = "count", measure: str = "level") -> Figure:
    """Return a figure of its own indicator as it reads."""
    currency = unit if unit.isupper() else ""
    codes = Codes({"park": Park("park", currency=currency)}, {name: Indicator(name, unit=unit)})
    row = PrintedFigure(name, "source", "park", name, measure=measure, period="2016")
    (read,), _ = read_figures([replace(row, printed=printed)], codes)
    return read


def field(name: str, value: float) -> Figure:
    """Return a field of a record as a figure that is known exactly."""
    return _exact(printed_figure(name, f"{value:g}"))


def _exact(figure: Figure) -> Figure:
    exact = (figure.usual_low + figure.usual_high) / 2
    widths = ("usual_low", "usual_high", "widest_low", "widest_high")
    return replace(figure, **dict.fromkeys(widths, exact))


def _read(of: Figure, text: str) -> Amount:
    currency = of.unit if of.unit.isupper() else ""
    return read_amount(text, Measure(of.measure), currency, currency or "count")


def _read_exactly(of: Figure, text: str) -> Amount:
    amount = _read(of, text)
    middle = (amount.usual_low + amount.usual_high) / 2
    return amount._replace(usual_low=middle, usual_high=middle)


DESK = Desk(
    read=_read,
    copied=lambda _: 0.0,
    rates=lambda *_: None,
    habits=lambda _: habits_of([]),
)
EXACT_DESK = replace(DESK, read=_read_exactly)


def knowing(*others: str, unit: str = "CNY") -> Desk:
    """Return a desk whose source has printed other texts too."""
    habits = habits_of([printed_figure(f"other-{text}", text, unit) for text in others])
    return replace(DESK, habits=lambda _: habits)
