"""Numbers and intervals as people read them."""

from math import floor, isinf, log10

SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
DIGITS = 5
# Ends so far apart are not told with the digits of one.
FAR = 20


def format_interval(low: float | None, high: float | None, unit: str = "") -> str:
    """Return an interval in readable units; None or an infinity is no bound."""
    low, high = _bound(low), _bound(high)
    if low is None and high is None:
        return "any number"
    if low is None or high is None:
        word, one = ("up to", high) if low is None else ("at least", low)
        assert one is not None, "one bound is there"
        return f"{word} {format_number(one, unit)}"
    if low == high:
        return format_number(low, unit)
    if 0 < low < high / FAR:
        return f"{format_number(low, unit)} to {format_number(high, unit)}"
    factor, words = scale(max(abs(low), abs(high)), unit)
    places = _places(high - low, factor)
    ends = [f"{end / factor:,.{places}f}" for end in (low, high)]
    if all(end.endswith(".0") for end in ends):
        ends = [end.removesuffix(".0") for end in ends]
    return f"{ends[0]} to {ends[1]}{words}"


def format_number(value: float, unit: str = "") -> str:
    """Return one number in readable units, with at most as many digits as it needs."""
    factor, words = scale(abs(value), unit)
    text = f"{value / factor:,.{DIGITS}f}".rstrip("0").rstrip(".")
    return f"{text}{words}"


def _bound(value: float | None) -> float | None:
    return None if value is None or isinf(value) else value


def scale(size: float, unit: str) -> tuple[float, str]:
    """Return what to divide numbers of a size by, and the words that then follow them."""
    if unit == "percent":
        return 0.01, " %"
    if unit == "pp":
        return 0.01, " percentage points"
    word = "" if unit in {"", "count"} else f" {unit}"
    if not word:
        return 1.0, ""
    for factor, name in SCALES:
        if size >= factor:
            return factor, f" {name}{word}"
    return 1.0, word


def _places(width: float, factor: float) -> int:
    """Return decimals enough that the interval's width shows in two digits."""
    if width <= 0:
        return DIGITS
    return min(max(1 - floor(log10(width / factor)), 0), 9)
