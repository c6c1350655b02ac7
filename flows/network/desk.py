"""What a desk editor has at hand to guess a slip: the code lists, the source's habits, rates."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from schemas.amounts import Amount, read_amount
from schemas.codes import Codes, Rate
from schemas.constraints import Bounds
from schemas.figures import Figure
from schemas.habits import Habits, habits_of
from schemas.repairs import Desk
from schemas.terms import Measure

# A release converts at a rate of its own time, give or take.
LEEWAY = 0.05
# How often the number of another row is repeated, against that of another period or part.
ANOTHER_ROW = 0.2
# So many figures of a source tell how it prints, and every run looks at the same ones.
MOST_OF_A_SOURCE = 1_000

OfSource = Callable[[str], Sequence[Figure]]


def desk_of(codes: Codes, of_source: OfSource, rates: Iterable[Rate]) -> Desk:
    """Gather what repair hypotheses need to know of what was known on a day.

    `of_source` gives a source's first figures by their ids, as many as `MOST_OF_A_SOURCE`.
    """
    return Desk(
        read=_reader(codes),
        copied=_copied(of_source),
        rates=_rates(rates),
        habits=_habits(of_source),
    )


def first_of_sources(figures: Iterable[Figure]) -> OfSource:
    """Return what gives the first figures of each source, in the order of their ids."""
    by_source: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_source[figure.source_id].append(figure)

    @cache
    def first(source: str) -> Sequence[Figure]:
        return sorted(by_source[source], key=lambda one: one.figure_id)[:MOST_OF_A_SOURCE]

    return first


def _reader(codes: Codes) -> Callable[[Figure, str], Amount]:
    def read(figure: Figure, text: str) -> Amount:
        park = codes.park(figure.park)
        indicator = codes.indicator(figure.indicator)
        return read_amount(text, Measure(figure.measure), park.currency, indicator.unit)

    return read


def _habits(of_source: OfSource) -> Callable[[Figure], Habits]:
    @cache
    def of(source: str) -> Habits:
        return habits_of(of_source(source))

    return lambda figure: of(figure.source_id)


def _copied(of_source: OfSource) -> Callable[[Figure], float]:
    def copied(figure: Figure) -> float:
        """Return how likely a slip of this kind would have left just this text."""
        first = of_source(figure.source_id)
        others = [one for one in first if one.figure_id != figure.figure_id]
        alike = [one for one in others if one.measure == figure.measure]
        same = [one for one in alike if one.printed == figure.printed]
        if not same:
            return 0.0
        near = [one for one in alike if one.indicator == figure.indicator]
        rows = sum(one.indicator != figure.indicator for one in same)
        found = ANOTHER_ROW * rows / len(alike)
        if near:
            found += sum(one.indicator == figure.indicator for one in same) / len(near)
        return found + any(_a_year_earlier(one, figure) for one in same)

    return copied


def _a_year_earlier(one: Figure, figure: Figure) -> bool:
    subject = ("park", "indicator", "segment", "of_park", "of_indicator", "of_segment")
    return one.period_start.year == figure.period_start.year - 1 and all(
        getattr(one, name) == getattr(figure, name) for name in subject
    )


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
