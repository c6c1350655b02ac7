"""Exchange rates of a release, found in sorted lists: the day's, and those of its period."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from schemas.codes import Rate
from schemas.figures import Figure
from schemas.intervals import Interval

# As docs/laws.md has it: the last rate of these days before the release; and what all may differ.
RELEASE_DAYS = 14
LEEWAY = Fraction(2, 100)


class RateTable:
    """Daily rates by pair of currencies, each pair both ways."""

    def __init__(self, rates: Iterable[Rate]) -> None:
        self.days: dict[tuple[str, str], list[date]] = {}
        self.rates: dict[tuple[str, str], list[Fraction]] = {}
        for rate in sorted(rates, key=lambda rate: rate.day):
            exact = Fraction(rate.rate)
            for pair, value in (
                ((rate.base, rate.quote), exact),
                ((rate.quote, rate.base), 1 / exact),
            ):
                self.days.setdefault(pair, []).append(rate.day)
                self.rates.setdefault(pair, []).append(value)

    def band(self, figure: Figure, base: str, quote: str) -> Interval | None:
        """Return the band of rates that a conversion in this figure's release may have used."""
        pair = base, quote
        if pair not in self.days:
            return None
        found = self._between(pair, figure.period_start, figure.period_end)
        if figure.published_on is not None:
            since = figure.published_on - timedelta(days=RELEASE_DAYS - 1)
            found += self._between(pair, since, figure.published_on)[-1:]
        if not found:
            return None
        return Interval(min(found) * (1 - LEEWAY), max(found) * (1 + LEEWAY))

    def _between(self, pair: tuple[str, str], first: date, last: date) -> list[Fraction]:
        days = self.days[pair]
        return self.rates[pair][bisect_left(days, first) : bisect_right(days, last)]
