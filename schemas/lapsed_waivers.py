"""Waivers that expired or match nothing any more: what the quality log says of them."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from schemas.faults import did_you_mean
from schemas.figures import Figure
from schemas.quality_log import QUALITY_LOG, Row
from schemas.terms import Outcome
from schemas.waivers import WAIVER, WAIVERS_FILE, Waiver, relation_of

# More ids than this are no help to whoever looks for the relation.
MOST_IDS = 8
_VERBS = {
    Outcome.PASS: "{} passes",
    Outcome.WARN: "{} warns",
    Outcome.FAIL: "{} fails",
    Outcome.UNKNOWN: "is {} unknown",
}


@dataclass(frozen=True)
class Known:
    """What a run knows of figures: those read, and the ids of rows published later or unread.

    `park` is the one park that the run is about, None for all. `all_passes` names the checks
    whose passes are all logged.
    """

    figures: Mapping[str, Figure]
    later: Set[str]
    unread: Set[str]
    park: str | None
    all_passes: Set[str]


def lapsed(rows: Sequence[Row], waivers: Iterable[Waiver], known: Known, as_of: date) -> list[Row]:
    """Return a row that warns of each waiver that expired or matches nothing any more.

    A waiver of figures that were published later, or of other parks than the run's, is left alone.
    """
    spoken = [one for one in waivers if known.later.isdisjoint(one.figure_ids)]
    found = _relations(rows, spoken)
    lapses = [(one, found.get((one.check_id, one.figure_ids), [])) for one in spoken]
    return [
        _row(one, there, _message(one, there, rows, known, as_of), known)
        for one, there in lapses
        if (there or _is_of_park(one, known))
        and not (one.holds_on(as_of) and _matching(one, there))
    ]


def _relations(
    rows: Iterable[Row], waivers: Iterable[Waiver]
) -> dict[tuple[str, tuple[str, ...]], list[Row]]:
    wanted = {(one.check_id, one.figure_ids) for one in waivers}
    found: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
    for row in rows if wanted else ():
        if (key := relation_of(row)) in wanted:
            found.setdefault(key, []).append(row)
    return found


def _matching(waiver: Waiver, there: Iterable[Row]) -> list[Row]:
    return [row for row in there if row["outcome"] == waiver.outcome]


def _is_of_park(waiver: Waiver, known: Known) -> bool:
    figures = [known.figures[one] for one in waiver.figure_ids if one in known.figures]
    return known.park is None or {one.park for one in figures} == {known.park}


def _message(
    waiver: Waiver, there: Sequence[Row], rows: Sequence[Row], known: Known, as_of: date
) -> str:
    place = f"{WAIVERS_FILE}:{waiver.line}"
    expired = "" if waiver.holds_on(as_of) else f"expired on {waiver.until}"
    relation = f"{waiver.check_id} of {named(waiver.figure_ids)}"
    if _matching(waiver, there):
        return f"{place}: {expired}; {relation} {verb(waiver.outcome, 'still')}"
    nothing = f"matches nothing any more: {_why(waiver, there, rows, known, relation)}"
    return f"{place}: {' and '.join(filter(None, [expired, nothing]))}"


def _why(
    waiver: Waiver, there: Sequence[Row], rows: Sequence[Row], known: Known, relation: str
) -> str:
    if there:
        return f"{relation} {verb(there[0]['outcome'], 'now')}"
    missing = [one for one in waiver.figure_ids if one not in known.figures]
    if missing:
        return _missing(missing[0], known)
    if waiver.check_id not in known.all_passes:
        return f"no {relation} {verb(waiver.outcome)}"
    return f"there is no {relation}{_nearest(waiver, rows)}"


def _missing(figure_id: str, known: Known) -> str:
    if figure_id in known.unread:
        return f"the figure {figure_id} is in quarantine"
    return f"there is no figure {figure_id}{did_you_mean(figure_id, known.figures)}"


def _nearest(waiver: Waiver, rows: Iterable[Row]) -> str:
    """Say which relation has all of the waiver's figures and more, or some of them alone."""
    own = set(waiver.figure_ids)
    alike = [
        row
        for row in rows
        if (row["check_id"], row["outcome"]) == (waiver.check_id, waiver.outcome)
        and (own < set(row["figure_ids"]) or own > set(row["figure_ids"]))
    ]
    if not alike:
        return ""
    nearest = min(alike, key=lambda row: len(own.symmetric_difference(row["figure_ids"])))
    return f", but one of {named(nearest['figure_ids'])}"


def named(ids: Sequence[str]) -> str:
    """Return the first few of a relation's figure ids."""
    more = f" and {len(ids) - MOST_IDS:,} more" if len(ids) > MOST_IDS else ""
    return ", ".join(ids[:MOST_IDS]) + more


def verb(outcome: str, when: str = "") -> str:
    """Return what a relation of an outcome does: it fails, now passes, is still unknown."""
    return " ".join(_VERBS[Outcome(outcome)].format(when).split())


def _row(waiver: Waiver, there: Sequence[Row], message: str, known: Known) -> Row:
    names = ("park", "indicator", "segment", "period", "source_id")
    figure = next((known.figures[one] for one in waiver.figure_ids if one in known.figures), None)
    place = {name: there[0][name] if there else getattr(figure, name, "") for name in names}
    return dict.fromkeys(QUALITY_LOG) | {
        "check_id": WAIVER,
        "relation_id": waiver.waiver_id,
        "outcome": Outcome.WARN.value,
        **place,
        "unit": "",
        "figure_ids": list(waiver.figure_ids),
        "message": message,
    }
