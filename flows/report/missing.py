"""What a park did not print for a period, and which unknown relations that would settle."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flows.report.wanted import Codes, Wanted, wanted
from schemas.quality_log import Row


@dataclass
class Unprinted:
    """The figures of one park and period that relations wait for, and how many wait for each.

    `settles` counts by check the relations that these figures would settle, `with_others` those
    that wait for figures of another park or period as well.
    """

    park: str
    period: str
    figures: Counter[Wanted] = field(default_factory=Counter)
    settles: Counter[str] = field(default_factory=Counter)
    with_others: Counter[str] = field(default_factory=Counter)


def unprinted(unknown: Iterable[Row], figures: Mapping[str, Row], codes: Codes) -> list[Unprinted]:
    """Return what unknown relations wait for, that which would settle most first."""
    found: dict[tuple[str, str], Unprinted] = {}
    for row in unknown:
        lacking: dict[tuple[str, str], list[Wanted]] = defaultdict(list)
        for one in wanted(row, figures, codes):
            lacking[one.park, one.period].append(one)
        for place, those in lacking.items():
            group = found.setdefault(place, Unprinted(*place))
            group.figures.update(those)
            counter = group.settles if len(lacking) == 1 else group.with_others
            counter[row["check_id"]] += 1
    return sorted(found.values(), key=_by_use)


def _by_use(one: Unprinted) -> tuple[int, int, str, str]:
    return -one.settles.total(), -one.with_others.total(), one.park, one.period
