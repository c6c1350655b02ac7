"""Texts of a figure's own form that have a needed value, whatever they had to be."""

import re
from collections.abc import Callable
from math import inf, isfinite

from schemas.constraints import Bounds
from schemas.figures import Figure
from schemas.habits import digits_of
from schemas.slips import NUMBER, group

# A compound such as 4兆6,529億元: both numbers, with what stands around them.
COMPOUND = re.compile(r"(\D*)(\d[\d,]*)(兆|万亿|萬億)(\d[\d,]*)(億|亿)(\D*)")
IN_A_TRILLION = 10_000
# Of so many texts that would all fit, the one in the middle is still worth suggesting.
FEW = 3


def fitting_texts(figure: Figure, needed: Bounds) -> float:
    """Return how many texts of a figure's precision have a needed value."""
    return (needed[1] - needed[0]) / figure.digit + 1 if figure.digit else inf


def middle_text(figure: Figure, needed: Bounds, fits: Callable[[str], bool]) -> str:
    """Return the middle one of few texts that fit, in the form of the printed one; else empty."""
    middle = (needed[0] + needed[1]) / 2
    current = (figure.usual_low + figure.usual_high) / 2
    if not isfinite(middle) or not isfinite(current) or not current or middle / current <= 0:
        return ""
    fitting = [text for text in _around(figure.printed, middle / current) if fits(text)]
    return fitting[0] if 0 < len(fitting) <= FEW else ""


def _around(printed: str, times: float) -> list[str]:
    """Return the texts nearest to so many times a printed number, the nearest first."""
    compound = COMPOUND.fullmatch(printed)
    if compound is not None:
        return _compounds(compound, times)
    matches = list(NUMBER.finditer(printed))
    if len(matches) != 1:
        return []
    token = matches[0].group()
    plain = token.replace(",", "")
    places = digits_of(plain)[1]
    steps = [f"{float(plain) * times + step * 10.0**-places:.{places}f}" for step in _STEPS]
    kept = [text for text in dict.fromkeys(steps) if not text.startswith("-") and float(text)]
    start, end = matches[0].span()
    forms = [group(text) if "," in token else text for text in kept]
    return [printed[:start] + text + printed[end:] for text in forms]


_STEPS = (0, 1, -1, 2, -2)


def _compounds(compound: re.Match[str], times: float) -> list[str]:
    before, upper, scale, lower, least, after = compound.groups()
    one, two = int(upper.replace(",", "")), int(lower.replace(",", ""))
    count = round((one * IN_A_TRILLION + two) * times)
    parts = [divmod(count + step, IN_A_TRILLION) for step in _STEPS]
    return [
        f"{before}{a}{scale}{group(str(b)) if ',' in lower else b}{least}{after}"
        for a, b in parts
        if a > 0 and b
    ]
