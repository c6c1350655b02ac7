"""The kinds of slip, and every text that one of them makes of a figure of a release."""

from collections.abc import Callable, Iterator, Sequence

from benchmarks.slips import digits, words
from schemas.figures import Figure

Slips = Callable[[Figure, Sequence[Figure]], Iterator[str]]


def _digits(change: digits.Change) -> Slips:
    return lambda figure, _: digits.changed(figure.printed, change)


def _words(*pairs: words.Pair) -> Slips:
    return lambda figure, _: words.exchanged(figure.printed, words.both_ways(pairs))


def _text(change: Callable[[str], Iterator[str]]) -> Slips:
    return lambda figure, _: change(figure.printed)


def _either(*ways: Slips) -> Slips:
    def slips(figure: Figure, release: Sequence[Figure]) -> Iterator[str]:
        for way in ways:
            yield from way(figure, release)

    return slips


def _languages(figure: Figure, _: Sequence[Figure]) -> Iterator[str]:
    """Take 亿 for billion and 万 for million, with the word or, once translated, without it."""
    yield from words.exchanged(figure.printed, words.LANGUAGES)
    power = 1 if any(word in figure.printed for word in ("亿", "億", "illion")) else 2
    if any(word in figure.printed for word in ("万", "萬", "illion", "亿", "億")):
        yield from digits.changed(figure.printed, digits.times(power))


def _sign(figure: Figure, _: Sequence[Figure]) -> Iterator[str]:
    if figure.measure in ("growth", "change") or figure.usual_low < 0:
        yield from words.other_sign(figure.printed)


def _last_year(figure: Figure, release: Sequence[Figure]) -> Iterator[str]:
    for other in release:
        years = figure.period_start.year - other.period_start.year
        same_days = _days(figure) == _days(other)
        if years == 1 and same_days and _alike(figure, other) and _place(figure) == _place(other):
            yield other.printed


def _another(figure: Figure, release: Sequence[Figure]) -> Iterator[str]:
    """Take the same indicator's figure of another period, part or whole."""
    for other in release:
        if other is not figure and _alike(figure, other) and figure.unit == other.unit:
            yield other.printed


def _alike(figure: Figure, other: Figure) -> bool:
    return (figure.indicator, figure.measure) == (other.indicator, other.measure)


def _place(figure: Figure) -> tuple[str, ...]:
    return figure.park, figure.segment, figure.of_park, figure.of_indicator, figure.of_segment


def _days(figure: Figure) -> tuple[int, ...]:
    start, end = figure.period_start, figure.period_end
    return start.month, start.day, end.month, end.day


KINDS: dict[str, Slips] = {
    "factor of 10": _digits(digits.times(1)),
    "factor of 100": _digits(digits.times(2)),
    "factor of 1,000": _either(_digits(digits.times(3)), _words(*words.THOUSANDS, *words.SHORT)),
    "factor of 10,000": _words(*words.MYRIADS, *words.LOST_MYRIAD),
    "factor of 100,000,000": _words(*words.MYRIADS_TWICE),
    "亿 for billion, 万 for million": _languages,
    "scale word lost": _text(words.scale_lost),
    "currency": _text(words.other_currency),
    "percent for points": _text(words.percent_or_points),
    "sign": _sign,
    "digits swapped": _digits(digits.swapped),
    "digit wrong": _digits(digits.wrong),
    "digit dropped": _digits(digits.dropped),
    "digit doubled": _digits(digits.doubled),
    "point moved": _digits(digits.point_moved),
    "last year's figure": _last_year,
    "another period, part or whole": _another,
}
