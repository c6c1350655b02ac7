"""What a desk editor has at hand to guess a slip: the code lists, the source's habits, rates."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from flows.figure_files import Package
from schemas.amounts import Amount, read_amount
from schemas.codes import Rate
from schemas.constraints import Bounds
from schemas.figures import Figure
from schemas.repairs import Desk
from schemas.slips import GROUPED
from schemas.terms import Measure

# A release converts at a rate of its own time, give or take.
LEEWAY = 0.05
# The scale words that a number can have lost.
SCALE_WORDS = (
    "thousand",
    "million",
    "billion",
    "trillion",
    "万",
    "亿",
    "兆",
    "萬",
    "億",
    "萬億",
    "万亿",
)


def desk_of(package: Package, figures: Mapping[str, Figure]) -> Desk:
    """Gather what repair hypotheses need to know of a package."""
    by_source = defaultdict(list)
    for figure in figures.values():
        by_source[figure.source_id].append(figure)
    return Desk(
        read=_reader(package),
        copies=_copies(by_source),
        rates=_rates(package.rates),
        grouped={source: _any_grouped(ones) for source, ones in by_source.items()},
        scales={source: _scales(ones) for source, ones in by_source.items()},
    )


def _reader(package: Package) -> Callable[[Figure, str], Amount]:
    def read(figure: Figure, text: str) -> Amount:
        park = package.codes.park(figure.park)
        indicator = package.codes.indicator(figure.indicator)
        return read_amount(text, Measure(figure.measure), park.currency, indicator.unit)

    return read


def _copies(by_source: Mapping[str, list[Figure]]) -> Callable[[Figure], Iterable[Figure]]:
    def copies(figure: Figure) -> Iterable[Figure]:
        others = by_source[figure.source_id]
        return [one for one in others if one is not figure and one.measure == figure.measure]

    return copies


def _rates(rates: Iterable[Rate]) -> Callable[[Figure, str, str], Bounds | None]:
    by_year: dict[tuple[str, str, int], tuple[float, float]] = {}
    for rate in rates:
        for pair, value in (
            ((rate.base, rate.quote), rate.rate),
            ((rate.quote, rate.base), 1 / rate.rate),
        ):
            key = (*pair, rate.day.year)
            low, high = by_year.get(key, (value, value))
            by_year[key] = min(low, value), max(high, value)

    def band(figure: Figure, from_unit: str, to_unit: str) -> Bounds | None:
        found = by_year.get((from_unit, to_unit, figure.period_end.year))
        return None if found is None else (found[0] * (1 - LEEWAY), found[1] * (1 + LEEWAY))

    return band


def _any_grouped(figures: Iterable[Figure]) -> bool:
    return any(GROUPED.search(figure.printed) for figure in figures)


def _scales(figures: Iterable[Figure]) -> tuple[str, ...]:
    texts = " ".join(figure.printed.lower() for figure in figures)
    return tuple(word for word in SCALE_WORDS if word in texts)
