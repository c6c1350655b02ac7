"""Figures: printed rows read, with their bounds, periods and wholes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from schemas.amounts import Amount, read_amount
from schemas.codes import Codes, Family, Indicator, Park, Rate, Segment, Source
from schemas.faults import Fault, did_you_mean
from schemas.periods import Period, parse
from schemas.places import with_line
from schemas.printed_figures import REQUIRED_COLUMNS, PrintedFigure
from schemas.terms import PRINTED_STATUSES, Measure, Quarantined
from schemas.wholes import Whole, read_whole

__all__ = [
    "Codes",
    "Family",
    "Figure",
    "Indicator",
    "Park",
    "PrintedFigure",
    "Rate",
    "Segment",
    "Source",
    "read_figures",
]

_NO_WHOLE = Whole("", "", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as read; its fields are the columns of the working table, in their order.

    Bounds and digit are in base units, percent as a fraction of one; ±inf is no bound.
    """

    figure_id: str
    source_id: str
    park: str
    indicator: str
    segment: str
    measure: str
    of: str
    period: str
    status: str
    printed: str
    note: str
    file: str
    line: int
    unit: str
    usual_low: float
    usual_high: float
    widest_low: float
    widest_high: float
    digit: float
    unit_assumed: bool
    period_start: date
    period_end: date
    of_park: str
    of_indicator: str
    of_segment: str
    base_start: date | None
    base_end: date | None
    published_on: date | None
    weight: float


def read_figures(
    printed: Iterable[PrintedFigure], codes: Codes
) -> tuple[list[Figure], list[Quarantined]]:
    """Read rows into figures; a row that cannot be read is quarantined for its first fault."""
    figures: list[Figure] = []
    quarantined: list[Quarantined] = []
    first_rows: dict[str, PrintedFigure] = {}
    for row in printed:
        try:
            _refuse_empty(row)
            _refuse_duplicate(row, first_rows.setdefault(row.figure_id, row))
            figures.append(_read(row, codes))
        except Fault as fault:
            quarantined.append(fault.quarantined(row.place(fault.column), row.cells()))
    return figures, quarantined


def _refuse_empty(row: PrintedFigure) -> None:
    for column in REQUIRED_COLUMNS:
        if not getattr(row, column).strip():
            raise Fault(column, getattr(row, column), f"some text: {column} may not be empty")


def _refuse_duplicate(row: PrintedFigure, first: PrintedFigure) -> None:
    if first is not row:
        taken = with_line(first.place("figure_id"))
        raise Fault("figure_id", row.figure_id, f"a figure_id not yet used; {taken} has this one")


def _read(row: PrintedFigure, codes: Codes) -> Figure:
    source = codes.source(row.source_id)
    park = codes.park(row.park)
    indicator = codes.indicator(row.indicator)
    codes.segment(row.segment)
    measure = _measure(row.measure)
    _refuse_status(row.status)
    period = _period("period", row.period)
    whole = _whole(row, measure, codes)
    base = _base(row, measure, period)
    amount = read_amount(row.printed, measure, park.currency, indicator.unit)
    return _figure(row, amount, period, whole, base, source)


def _measure(text: str) -> Measure:
    try:
        return Measure(text)
    except ValueError:
        raise Fault("measure", text, _one_of(list(Measure), text)) from None


def _refuse_status(text: str) -> None:
    if text not in PRINTED_STATUSES:
        raise Fault("status", text, _one_of(list(PRINTED_STATUSES), text))


def _one_of(known: list[str], text: str) -> str:
    return f"one of {', '.join(known)}{did_you_mean(text, known)}"


def _period(column: str, text: str) -> Period:
    try:
        return parse(text)
    except ValueError as error:
        raise Fault(column, text, str(error)) from None


def _whole(row: PrintedFigure, measure: Measure, codes: Codes) -> Whole:
    if measure is not Measure.SHARE:
        return _NO_WHOLE
    return read_whole(row.of, row.park, row.indicator, codes)


def _base(row: PrintedFigure, measure: Measure, period: Period) -> Period | None:
    if measure not in (Measure.GROWTH, Measure.CHANGE):
        return None
    return _period("of", row.of) if row.of else period.a_year_earlier()


def _figure(
    row: PrintedFigure,
    amount: Amount,
    period: Period,
    whole: Whole,
    base: Period | None,
    source: Source,
) -> Figure:
    given: dict[str, Any] = row.cells() | amount._asdict()
    return Figure(
        **given,
        file=row.file,
        line=row.line,
        period_start=period.start,
        period_end=period.end,
        of_park=whole.park,
        of_indicator=whole.indicator,
        of_segment=whole.segment,
        base_start=base.start if base else None,
        base_end=base.end if base else None,
        published_on=source.published_on,
        weight=source.weight,
    )
