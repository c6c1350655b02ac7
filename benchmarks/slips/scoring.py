"""What became of each slip: flagged, its figure suspected, its text restored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.slips.confronting import Confronted, Row
from benchmarks.slips.copies import Copy, original
from benchmarks.slips.making import Slip
from schemas.amounts import read_amount
from schemas.figures import Codes, Figure
from schemas.terms import Measure

TOP = 3


@dataclass(frozen=True)
class Score:
    """What became of one slip; `rank` counts from 1, 0 where its figure is not suspected."""

    slip: Slip
    flagged: bool
    rank: int
    restored: bool
    equal_value: bool

    @property
    def several(self) -> bool:
        return self.slip.seen.fails > 1


def score(slip: Slip, copy: Copy, found: Confronted, codes: Codes) -> Score:
    """Score what the program says of one copy."""
    ours = copy.id_of(slip.original.figure_id)
    flagged = any(ours in row["figure_ids"] for row in found.new(copy))
    ranked = found.ranked(copy)
    names = [one.figure_id for one in ranked]
    rank = names.index(ours) + 1 if ours in names else 0
    text = ranked[0].suggestion if rank == 1 else None
    return Score(
        slip,
        flagged,
        rank,
        text == slip.original.printed,
        text is not None and _value(slip.original, text, codes) == _own(slip.original),
    )


def _value(figure: Figure, text: str, codes: Codes) -> tuple[object, ...]:
    currency, unit = codes.park(figure.park).currency, codes.indicator(figure.indicator).unit
    return tuple(read_amount(text, Measure(figure.measure), currency, unit))[:3]


def _own(figure: Figure) -> tuple[object, ...]:
    return figure.unit, figure.usual_low, figure.usual_high


def false_alarms(copies: Iterable[Copy], found: Confronted, sound: Mapping[str, bool]) -> list[Row]:
    """Return the failing rows that no slip and no contradiction of the release explains."""
    return [
        row
        for copy in copies
        for row in found.failing.get(copy.name, ())
        if _slipped_id(copy) not in row["figure_ids"]
        and all(sound[original(one)] for one in row["figure_ids"])
    ]


def _slipped_id(copy: Copy) -> str:
    return "" if copy.slipped is None else copy.id_of(copy.slipped.figure_id)


def share(of: Sequence[bool]) -> float | None:
    """Return how many of a hundred are so; None of none."""
    return 100 * sum(of) / len(of) if of else None
