"""Which relation a waiver is meant for, where not all of its figures are named."""

from collections.abc import Iterable, Sequence

from schemas.lapsed_waivers import named, verb
from schemas.quality_log import Row
from schemas.waivers import relation_of

# More relations than this make a line that nobody reads.
MOST_RELATIONS = 5


class NotOne(ValueError):
    """No relation, or several ones, may be meant; the message says which there are."""


def figures_to_waive(
    rows: Iterable[Row], check_id: str, figure_ids: Sequence[str], outcome: str
) -> tuple[str, ...]:
    """Return all figures of the one relation of a check with this outcome that has these figures.

    A relation of just these figures comes first; without it there must be one that has more.
    """
    asked = tuple(sorted(set(figure_ids)))
    of_check = [row for row in rows if row["check_id"] == check_id]
    having = [row for row in of_check if set(asked) <= set(row["figure_ids"])]
    open_ones = [row for row in having if row["outcome"] == outcome and not row["waiver_id"]]
    meant = sorted({relation_of(row)[1] for row in open_ones})
    if asked in meant:
        return asked
    if len(meant) == 1:
        return meant[0]
    what = f"{check_id} of {named(asked)}"
    if meant:
        raise NotOne(f"{what}: {len(meant)} such relations {_several(meant)}; name more figures")
    raise NotOne(f"no {what} {verb(outcome)}{_others(having or _touched(of_check, asked))}")


def _several(relations: Sequence[tuple[str, ...]]) -> str:
    return f"({'; '.join(map(named, relations[:MOST_RELATIONS]))})"


def _touched(rows: Sequence[Row], asked: Sequence[str]) -> list[Row]:
    """Return the relations that have some of the figures, those with most of them first."""
    own = set(asked)
    found = [row for row in rows if own & set(row["figure_ids"])]
    return sorted(found, key=lambda row: -len(own & set(row["figure_ids"])))


def _others(rows: Sequence[Row]) -> str:
    said = dict.fromkeys(f"that of {named(relation_of(row)[1])} {_state(row)}" for row in rows)
    return f"; {'; '.join(list(said)[:MOST_RELATIONS])}" if said else ""


def _state(row: Row) -> str:
    waived = f" and is waived by {row['waiver_id']}" if row["waiver_id"] else ""
    return f"{verb(row['outcome'])}{waived}"
