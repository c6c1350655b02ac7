"""The figures that failures accuse, each with what it may have been and who accuses it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.report.cards import Card
from schemas.quality_log import Row


@dataclass(frozen=True)
class Suspected:
    """A figure that is likely wrong, and the failures that would go with it."""

    figure_id: str
    figure: Row | None
    suggestion: str
    reason: str
    cards: Sequence[Card]

    @property
    def accusers(self) -> int:
        """How many failures accuse it."""
        return len(self.cards)


def suspected(failures: Iterable[Card]) -> list[Suspected]:
    """Return the suspects of failures, those that most failures accuse first."""
    found: dict[str, list[Card]] = defaultdict(list)
    for card in failures:
        if card.row["suspect_figure_id"]:
            found[card.row["suspect_figure_id"]].append(card)
    every = [_suspected(figure_id, accusing) for figure_id, accusing in found.items()]
    return sorted(every, key=lambda one: (-len(one.cards), one.figure_id))


def _suspected(figure_id: str, accusing: Sequence[Card]) -> Suspected:
    first = accusing[0]
    suggestion = first.row["suggestion"] or ""
    return Suspected(figure_id, first.suspect, suggestion, first.reason, accusing)
