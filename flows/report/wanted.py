"""Which figures an unknown relation lacks, from its row of the quality log."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from schemas.codes import Codes as AnyCodes
from schemas.faults import Fault
from schemas.period_text import written
from schemas.periods import Period, parse
from schemas.quality_log import Row
from schemas.wholes import read_whole

_NOT_KNOWN = " not known; "
_PART = "part "

# The codes of a run by their kind, to tell what kind a code is of.
Codes = Mapping[str, Set[str]]


class Wanted(NamedTuple):
    """A figure that was not printed; `role` where no more than its name is known."""

    park: str
    indicator: str
    segment: str
    measure: str
    period: str
    role: str = ""


def wanted(row: Row, figures: Mapping[str, Row], codes: Codes) -> list[Wanted]:
    """Return the figures that a relation lacks, as its message names them by their roles."""
    roles = row["message"].partition(_NOT_KNOWN)[0].split(" and ")
    known = [figures[one] for one in row["figure_ids"] if one in figures]
    return [_wanted(row, role, known, codes) for role in roles]


def _wanted(row: Row, role: str, known: Sequence[Row], codes: Codes) -> Wanted:
    own = Wanted(row["park"], row["indicator"], row["segment"], "level", _period(row["period"]))
    found = own._replace(measure="", role=role)
    match row["check_id"], role:
        case ("growth" | "change", "then"):
            found = own._replace(period=_base(row, known))
        case ("share", "whole"):
            found = _whole(own, known)
        case ("growth" | "change", "now") | ("share", "part") | ("sum", "whole"):
            found = own
        case ("sum", part) if part.startswith(_PART):
            found = _part(own, part.removeprefix(_PART), codes)
        case ("shares-add-up", part) if part.startswith(_PART):
            found = _part(own._replace(measure="share"), part.removeprefix(_PART), codes)
        case ("conversion", "rate"):
            found = own._replace(measure="", role=_rate(known))
        case (_, code) if code in codes["indicator"]:
            found = own._replace(indicator=code, segment="")
    return found


def _period(text: str) -> str:
    try:
        period = parse(text)
    except ValueError:
        return text
    return written(period.start, period.end)


def _base(row: Row, known: Sequence[Row]) -> str:
    """Return the base period of a printed growth or change: a year earlier if none is said."""
    of = next((one["of"] for one in known if one["measure"] == row["check_id"]), "")
    if of:
        return _period(of)
    try:
        earlier: Period = parse(row["period"]).a_year_earlier()
    except ValueError:
        return f"before {row['period']}"
    return written(earlier.start, earlier.end)


def _whole(own: Wanted, known: Sequence[Row]) -> Wanted:
    of = next((one["of"] for one in known if one["measure"] == "share"), "")
    try:
        whole = read_whole(of, own.park, own.indicator, AnyCodes())
    except Fault:
        return own._replace(role="whole")
    return own._replace(park=whole.park, indicator=whole.indicator, segment=whole.segment)


def _rate(known: Sequence[Row]) -> str:
    return f"exchange rate of {' and '.join(sorted({one['unit'] for one in known}))}"


def _part(own: Wanted, code: str, codes: Codes) -> Wanted:
    for kind in ("segment", "park", "indicator"):
        if code in codes[kind]:
            return own._replace(**{kind: code})
    return own._replace(role=f"{_PART}{code}")
