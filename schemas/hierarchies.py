"""What the code lists say as rows of the tables that laws join."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from schemas.codes import Codes, Indicator
from schemas.figures import Figure

# The parent of a segment or park that is counted beside its park's total, not within it.
APART = "-"

Row = dict[str, Any]


def printed_below_zero(figures: Iterable[Figure]) -> frozenset[str]:
    """Return the indicators of which a level was printed below zero."""
    return frozenset(
        figure.indicator
        for figure in figures
        if figure.measure == "level" and figure.usual_high < 0
    )


def indicator_rows(codes: Codes, used: Iterable[str], below_zero: Collection[str]) -> list[Row]:
    """Return the indicators that are used; `signed` where a level can be below zero.

    Its lowest plausible level says so, or, where none is given, that one was printed below zero.
    """
    known = {code: codes.indicators.get(code) or Indicator(code) for code in used}
    return [
        {
            "indicator": code,
            "unit": indicator.unit,
            "kind": indicator.kind,
            "low": indicator.low,
            "high": indicator.high,
            "signed": code in below_zero if indicator.low is None else indicator.low < 0,
            "growth_low": indicator.growth_low,
            "growth_high": indicator.growth_high,
            "cadence_months": indicator.cadence_months,
            "lag_days": indicator.lag_days,
        }
        for code, indicator in sorted(known.items())
    ]


def park_rows(codes: Codes, used: Iterable[str]) -> list[Row]:
    """Return the parks that are used with the currency of each; CNY where none is named."""
    named = {code: park.currency for code, park in codes.parks.items()}
    return [{"park": park, "currency": named.get(park) or "CNY"} for park in sorted(used)]


def family_rows(codes: Codes) -> list[Row]:
    """Return the parts of every family."""
    return [
        {
            "family": one.family,
            "dimension": one.dimension,
            "part": one.part,
            "whole": one.whole,
        }
        for one in codes.families
    ]


def whole_rows(codes: Codes, used: Iterable[str]) -> list[Row]:
    """Return every whole that a part belongs to: its ancestors, its park's total, its families'.

    `used` are the segments of figures.
    """
    used = [segment for segment in used if segment]
    segments = {code: segment.parent for code, segment in codes.segments.items()}
    parks = {code: park.parent for code, park in codes.parks.items()}
    pairs = {("segment", part, whole) for part in used for whole in _above(part, segments)}
    pairs |= {("segment", part, "") for part in used if segments.get(part) != APART}
    pairs |= {("park", part, whole) for part in parks for whole in _above(part, parks)}
    pairs |= {(one.dimension, one.part, one.whole) for one in codes.families}
    return [
        {"dimension": dimension, "part": part, "whole": whole}
        for dimension, part, whole in sorted(pairs)
        if part != whole
    ]


def _above(code: str, parents: Mapping[str, str]) -> Iterator[str]:
    """Yield the parents of a code, up to the first that has none or comes round again."""
    seen = {code}
    while (code := parents.get(code, "")) and code not in {*seen, APART}:
        seen.add(code)
        yield code
