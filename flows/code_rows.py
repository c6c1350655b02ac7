"""The kinds of code lists, and the row of each -> its dataclass."""

from flows.cells import (
    Cells,
    code,
    coded,
    currency,
    day,
    number,
    one_of,
    other,
    positive,
    text,
    whole,
)
from flows.code_lists import CodeList
from flows.csv_headers import Columns
from schemas.codes import Codes, Family, Indicator, Park, Rate, Segment, Source
from schemas.faults import Fault


def _park(cells: Cells) -> Park:
    return Park(
        code(cells, "park"),
        text(cells, "title"),
        other(cells, "parent", "park"),
        currency(cells, "currency") if text(cells, "currency") else "",
    )


def _indicator(cells: Cells) -> Indicator:
    low, high = _bounds(cells, "low", "high")
    growth_low, growth_high = _bounds(cells, "growth_low", "growth_high")
    return Indicator(
        code(cells, "indicator"),
        text(cells, "title"),
        text(cells, "unit") or "count",
        one_of(cells, "kind", ("flow", "stock")),
        low,
        high,
        whole(cells, "cadence_months"),
        whole(cells, "lag_days"),
        growth_low,
        growth_high,
    )


def _bounds(cells: Cells, lowest: str, highest: str) -> tuple[float | None, float | None]:
    low, high = number(cells, lowest), number(cells, highest)
    if low is not None and high is not None and low > high:
        expected = f"a number not below {lowest}, {text(cells, lowest)}"
        raise Fault(highest, text(cells, highest), expected)
    return low, high


def _segment(cells: Cells) -> Segment:
    return Segment(code(cells, "segment"), text(cells, "title"), other(cells, "parent", "segment"))


def _source(cells: Cells) -> Source:
    return Source(
        code(cells, "source_id"),
        text(cells, "title"),
        text(cells, "publisher"),
        text(cells, "url"),
        day(cells, "published_on") if text(cells, "published_on") else None,
        text(cells, "language"),
        positive(cells, "weight") if text(cells, "weight") else 1.0,
    )


def _rate(cells: Cells) -> Rate:
    base, quote = currency(cells, "base"), currency(cells, "quote")
    return Rate(day(cells, "date"), base, quote, positive(cells, "rate"))


def _family(cells: Cells, codes: Codes) -> Family:
    dimension = coded(cells, "dimension", ("segment", "park", "indicator"))
    listed = {"segment": codes.segment, "park": codes.park, "indicator": codes.indicator}[dimension]
    listed(code(cells, "part"), "part")
    if text(cells, "whole"):
        listed(text(cells, "whole"), "whole")
    of = other(cells, "whole", "part")
    return Family(code(cells, "family"), dimension, of, text(cells, "part"))


def families(codes: Codes) -> CodeList[Family]:
    """Return how to read families, whose parts and wholes must be in the other code lists."""
    columns = Columns(("family", "dimension", "part"), ("whole",))
    return CodeList(columns, ("family", "part"), lambda cells: _family(cells, codes))


PARKS = CodeList(Columns(("park",), ("title", "parent", "currency")), ("park",), _park)
INDICATORS = CodeList(
    Columns(
        ("indicator",),
        (
            *("title", "unit", "kind", "low", "high", "cadence_months", "lag_days"),
            *("growth_low", "growth_high"),
        ),
    ),
    ("indicator",),
    _indicator,
)
SEGMENTS = CodeList(Columns(("segment",), ("title", "parent")), ("segment",), _segment)
SOURCES = CodeList(
    Columns(("source_id",), ("title", "publisher", "url", "published_on", "language", "weight")),
    ("source_id",),
    _source,
)
RATES = CodeList(Columns(("date", "base", "quote", "rate")), ("date", "base", "quote"), _rate)
