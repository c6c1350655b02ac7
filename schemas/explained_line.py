"""The number line of a figure explained: what was printed, and what its relations need."""

from collections.abc import Sequence
from math import isfinite

from schemas.bars import Bar, Kind, NumberLine
from schemas.constraints import Bounds
from schemas.explanation import Said, telling
from schemas.figures import Figure

# More than this is for a table.
MOST_NEEDED = 8


def figure_line(figure: Figure, said: Sequence[Said], tightest: Bounds | None) -> NumberLine | None:
    """Return a figure's reading above what each telling relation, and all together, need of it.

    None where nothing with a bound differs from the reading.
    """
    usual = (figure.usual_low, figure.usual_high)
    widest = (figure.widest_low, figure.widest_high)
    needs = [(f"{one.outcome.upper()} {one.check_id}", one.needed) for one in telling(said)]
    shown = [(label, needed) for label, needed in dict.fromkeys(needs) if _drawable(needed)]
    together = [("all together", tightest)] if tightest is not None else []
    bars = [
        Bar(label, *needed, *needed, Kind.EXPECTED)
        for label, needed in [*shown[:MOST_NEEDED], *together]
    ]
    if all((bar.low, bar.high) == usual for bar in bars) or not any(map(isfinite, usual)):
        return None
    return NumberLine(figure.unit, (Bar("printed", *usual, *widest, Kind.PRINTED), *bars))


def _drawable(needed: Bounds) -> bool:
    return needed[0] <= needed[1] and any(map(isfinite, needed))
