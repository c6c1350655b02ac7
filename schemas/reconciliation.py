"""The smallest changes that would let sums hold for which no few figures can be blamed."""

from collections.abc import Mapping
from math import isfinite

from schemas.adjustment import adjusted
from schemas.constraints import Linear
from schemas.display import format_number
from schemas.explanation import Ties
from schemas.figures import Figure
from schemas.terms import Outcome


def smallest_changes(figure: Figure, ties: Ties, figures: Mapping[str, Figure]) -> dict[str, float]:
    """Return by how much each figure of a failing sum would move, all of them moved least."""
    sums = [
        one
        for one in ties.network.by_variable.get(figure.figure_id, ())
        if isinstance(one, Linear)
        and one.low == one.high
        and ties.rows[one.name]["outcome"] == Outcome.FAIL
        and all(name in figures for name in one.variables)
    ]
    names = sorted({name for one in sums for name in one.variables})
    middles = {name: sum(ties.network.domains[name]) / 2 for name in names}
    if not names or not all(map(isfinite, middles.values())):
        return {}
    moved = adjusted(sums, middles, names)
    return {} if moved is None else {name: moved[name] - middles[name] for name in names}


def in_words(changes: Mapping[str, float], figures: Mapping[str, Figure]) -> str:
    """Return the changes as a sentence."""
    each = ", ".join(
        f"{name} by {'-' if change < 0 else '+'}"
        f"{format_number(float(f'{abs(change):.3g}'), figures[name].unit)}"
        for name, change in changes.items()
    )
    return f"No few figures explain this. The smallest changes that would reconcile it: {each}."
