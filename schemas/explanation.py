"""A figure explained: how it reads, what each of its relations says of it, and what all say."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from schemas.constraints import Bounds, Constraint
from schemas.display import format_interval
from schemas.figures import Figure
from schemas.laws.law import Law
from schemas.messages import describe
from schemas.network import Network
from schemas.suspects import Suspect
from schemas.terms import Outcome

Row = Mapping[str, Any]

# A relation that lets a figure be a tenth off says little of it.
SHARP = 0.1
# What is so many times less likely than the best guess would only distract from it.
FAINT = 5


@dataclass(frozen=True)
class Ties:
    """A figure's relations: each one's law and row, by the name of its constraint.

    `together` is what all relations leave of the figure, where they narrow it.
    """

    network: Network = field(default_factory=lambda: Network({}, []))
    laws: Mapping[str, Law] = field(default_factory=dict)
    rows: Mapping[str, Row] = field(default_factory=dict)
    together: Bounds | None = None


@dataclass(frozen=True)
class Said:
    """What one relation says of a figure.

    `needed` is what the figure must be, given the others; `sharpness` the smallest relative slip
    in it that this relation would have caught, where it is there to catch any.
    """

    check_id: str
    outcome: str
    message: str
    needed: Bounds
    sharpness: float | None


def said_of(figure: Figure, ties: Ties, printed: Mapping[str, str]) -> list[Said]:
    """Return what each relation says of a figure, in the order of the laws."""
    constraints = ties.network.by_variable.get(figure.figure_id, [])
    return [_said(figure, one, ties, printed) for one in constraints]


def _said(figure: Figure, constraint: Constraint, ties: Ties, printed: Mapping[str, str]) -> Said:
    law, row = ties.laws[constraint.name], ties.rows[constraint.name]
    needed = constraint.project(figure.figure_id, ties.network.domains)
    return Said(
        check_id=law.name,
        outcome=row["outcome"],
        message=describe(law, row, printed),
        needed=needed,
        sharpness=_sharpness((figure.usual_low, figure.usual_high), needed),
    )


def _sharpness(reading: Bounds, needed: Bounds) -> float | None:
    middle = abs(reading[0] + reading[1]) / 2
    slip = min(needed[1] - reading[0], reading[1] - needed[0])
    if not middle or not isfinite(slip) or slip < 0:
        return None
    return slip / middle


def paragraphs(
    figure: Figure, said: Sequence[Said], tightest: Bounds | None, suspects: Sequence[Suspect]
) -> list[str]:
    """Return the chain of arithmetic in lines that a journalist can follow."""
    lines = [_reading(figure)]
    lines += [_relation(one, figure) for one in telling(said)]
    lines += _passing(one for one in said if _loose(one))
    if not said:
        lines.append("Nothing to compare with: no relation ties this figure to another.")
    if tightest is not None:
        together = format_interval(*tightest, figure.unit)
        lines.append(f"All its relations together leave {together}.")
    return lines + [_suspicion(one, figure) for one in suspects[:1]]


def telling(said: Iterable[Said]) -> list[Said]:
    """Return what would have caught a slip that people make unawares, or did, failures first."""
    return sorted((one for one in said if not _loose(one)), key=_by_outcome)


def _reading(figure: Figure) -> str:
    usual = format_interval(figure.usual_low, figure.usual_high, figure.unit)
    widest = format_interval(figure.widest_low, figure.widest_high, figure.unit)
    return f"Printed {figure.printed.strip()!r}, which means {usual}, at the widest {widest}."


def _loose(said: Said) -> bool:
    """Say whether a relation passes but would have caught no slip that people make unawares."""
    slack = said.sharpness is None or said.sharpness > SHARP
    return said.outcome == Outcome.PASS and slack


def _by_outcome(said: Said) -> tuple[int, float]:
    order = (Outcome.FAIL, Outcome.WARN, Outcome.PASS, Outcome.UNKNOWN)
    return order.index(Outcome(said.outcome)), said.sharpness or 0.0


def _passing(said: Iterable[Said]) -> list[str]:
    counts = Counter(one.check_id for one in said)
    if not counts:
        return []
    words = ", ".join(f"{check} ({count})" for check, count in sorted(counts.items()))
    return [f"PASS, though they would only catch a gross slip: {words}."]


def _relation(said: Said, figure: Figure) -> str:
    words = f"{said.outcome.upper()} {said.check_id}: {said.message}."
    if said.needed[0] > said.needed[1] or not any(map(isfinite, said.needed)):
        return words
    words += f" So it must be {format_interval(*said.needed, figure.unit)}."
    if said.sharpness is not None:
        words += f" A slip of {said.sharpness:.2%} would have shown."
    return words


def _suspicion(suspect: Suspect, figure: Figure) -> str:
    needed = format_interval(*suspect.needed, figure.unit)
    words = (
        f"It is the likeliest to be wrong: without it all relations hold, and {needed} would fit."
    )
    best = suspect.hypotheses[0].likelihood if suspect.hypotheses else 0.0
    likely = [one for one in suspect.hypotheses if one.text and one.likelihood * FAINT >= best]
    texts = [f"{one.text!r} ({one.slip})" for one in likely[:3]]
    return f"{words} It may have been {', or '.join(texts)}." if texts else words
