"""What a row of the quality log says in words: the arithmetic, with the printed texts in it."""

from collections.abc import Mapping, Sequence
from math import inf, isfinite
from typing import Any

from schemas.display import format_interval, format_number
from schemas.intervals import Interval
from schemas.laws.law import Law
from schemas.periods import Period
from schemas.terms import Outcome, Status

# More printed texts than this make a sentence that nobody reads.
TEXTS = 4

Row = Mapping[str, Any]


def describe(law: Law, row: Row, printed: Mapping[str, str]) -> str:
    """Return the message of one relation; `printed` are the printed texts by figure_id."""
    words = {role: _operand(law, role, row, printed) for role in law.roles}
    sums = law.message.format(
        **words,
        observed=format_interval(row["observed_low"], row["observed_high"], unit_of(law, row)),
        expected=format_interval(row["expected_low"], row["expected_high"], unit_of(law, row)),
        pace=_pace(row),
        convention=_convention(row),
        timing=_timing(row),
        over=_over(row),
    )
    if row["outcome"] == Outcome.UNKNOWN:
        sums = _unknown(law, row, words)
    return "; ".join([sums, *_remarks(law, row)])


def unit_of(law: Law, row: Row) -> str:
    """Return the unit in which a law measures."""
    return law.measured_in or str(row["unit"] or "")


def _operand(law: Law, role: str, row: Row, printed: Mapping[str, str]) -> str:
    ids: Sequence[str] | None = row[f"{role}_ids"]
    if ids is None:
        return f"{role} (not printed)"
    if row[f"{role}_status"] == Status.IMPLIED:
        interval = (row[f"{role}_low"], row[f"{role}_high"])
        return f"{format_interval(*interval, _unit_of_role(role, row))} (implied)"
    texts = [printed.get(one, one).strip() for one in ids]
    joint = "; " if law.name == "restatement" else " + "
    if len(texts) > TEXTS:
        return f"{joint.join(texts[: TEXTS - 1])}{joint}... ({len(texts)} figures)"
    return joint.join(texts)


def _unknown(law: Law, row: Row, words: Mapping[str, str]) -> str:
    missing = [role for role in law.roles if row[f"{role}_ids"] is None]
    known = ", ".join(f"{role} {words[role]}" for role in law.roles if row[f"{role}_ids"])
    names = " and ".join(_missing_name(role, row) for role in missing)
    sentence = f"{names} not known; {known}"
    if len(missing) > 1 or law.implied is None or missing[0] not in law.targets:
        return sentence
    others = {
        role: Interval(row[f"{role}_low"], row[f"{role}_high"])
        for role in law.roles
        if role != missing[0]
    }
    found = law.implied(missing[0], others)
    unit = "percent" if law.name == "shares-add-up" else _unit_of_role(missing[0], row)
    return f"{sentence}; implied: {format_interval(found.low, found.high, unit)}"


def _unit_of_role(role: str, row: Row) -> str:
    # The operands of a rule are of many units, those of a law of its relation's.
    return str(row.get(f"{role}_unit") or row["unit"] or "")


def _missing_name(role: str, row: Row) -> str:
    part = row.get("missing")
    return f"part {part}" if role == "rest" and part else role


def _pace(row: Row) -> str:
    """Say how the shorter flow runs against an even flow over the longer period."""
    ends: list[Any] = [
        row.get(f"{role}_{end}") for role in ("shorter", "longer") for end in ("low", "high")
    ]
    if row.get("longer_start") is None or None in ends:
        return ""
    given, longer = sum(ends[:2]), sum(ends[2:])
    # Against a loss, and what may be one as well as not, nothing has a pace.
    if not 0 < longer < inf or not isfinite(given):
        return ""
    shorter = Period(row["period_start"], row["period_end"]).months()
    even = shorter / Period(row["longer_start"], row["longer_end"]).months()
    return f", at {given / longer / float(even):.1%} of an even pace"


def _convention(row: Row) -> str:
    if row.get("rate_low") is None:
        return ""
    rates = f"{row['rate_low']:.4f} to {row['rate_high']:.4f}"
    return f"; at {row['unit']} {rates} per {row['base']}, nearest the {row['convention']} rate"


def _over(row: Row) -> str:
    """Say how many years a path takes."""
    years = row.get("years_low")
    return "" if years is None else f"in {format_number(years)} year{'' if years == 1 else 's'}"


def _timing(row: Row) -> str:
    """Say when the figure after the newest one was due, and how long ago that was."""
    due, as_of = row.get("due"), row.get("as_of")
    if due is None or as_of is None:
        return ""
    if as_of <= due:
        return f"of {row['period']}; the next is due by {due}"
    late = (as_of - due).days
    days = "1 day" if late == 1 else f"{late:,} days"
    return f"of {row['period']}; the next was due by {due}, {days} before {as_of}"


def _remarks(law: Law, row: Row) -> list[str]:
    remarks = []
    if len(row["sources"]) > 1:
        remarks.append(f"mixes sources {', '.join(row['sources'])}")
    statuses = [status for status in row["statuses_used"] if status]
    if len(statuses) > 1:
        remarks.append(f"mixes statuses {', '.join(statuses)}")
    return remarks
