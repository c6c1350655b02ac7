"""Reading the counts of a confrontation."""

from collections import defaultdict

from schemas.terms import Outcome


def tally(row: dict[str, int]) -> dict[str, dict[Outcome, int]]:
    """Return the one row of `counts` by check and outcome."""
    result: dict[str, dict[Outcome, int]] = defaultdict(dict)
    for key, count in row.items():
        name, _, outcome = key.rpartition("|")
        result[name][Outcome(outcome)] = int(count)
    return dict(result)
