"""A figure of another park, indicator, segment, period or unit is no operand of a relation."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.in_memory import confront, row
from tests.test_law_limits import FIGURES, LIMITS, RATES

# Printed texts of each law, for which its relation passes.
TEXTS = {
    law: tuple(text.format(inside) for text in texts)
    for law, texts, inside, _, border in LIMITS
    if border == "pass|warn"
}
ELSEWHERE = {
    "park": "elsewhere",
    "indicator": "headcount",
    "segment": "unheard of",
    "period": "2013",
    "status": "target",
}
# Of a share the whole, of a growth and a change the period it starts from.
OF = {"share": "headcount", "growth": "2014", "change": "2014"}
UNIT = {"yuan": "dollars", "$": "€"}
# What may differ: a part's segment, the two ends of a path.
MAY_DIFFER = {
    ("part-of-whole", 1, "segment"),
    ("target-path", 0, "period"),
    ("target-path", 0, "status"),
}


# Printings of one figure, of other measures than a level.
TWICE = {
    "restatement of shares": ("75.5 percent", {"segment": "core", "measure": "share"}),
    "restatement of growths": ("36.0%", {"measure": "growth"}),
    "restatement of changes": ("2.0 billion yuan", {"measure": "change"}),
}
RELATIONS = [law for law, figures in FIGURES.items() if len(figures) > 1] + [*TWICE]


def printed(relation: str) -> list[dict[str, Any]]:
    """Return the figures of a law's relation."""
    if relation in TWICE:
        text, figure = TWICE[relation]
        return [{"printed": text, "source_id": source, **figure} for source in ("one", "another")]
    both = zip(FIGURES[relation], TEXTS[relation], strict=True)
    return [{"printed": text, **figure} for figure, text in both]


def elsewhere(figure: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what makes another figure of one: another value in one column."""
    for column, value in ELSEWHERE.items():
        yield {column: value}
    year, within, _ = figure.get("period", "2016").partition("-")
    for month in () if within else ("01", "12"):
        # It starts, or ends, where the right one does.
        yield {"period": f"{year}-{month}"}
    if "measure" in figure:
        yield {"of": OF[figure["measure"]]}
    for word, other in UNIT.items():
        if word in figure["printed"]:
            yield {"printed": figure["printed"].replace(word, other)}


CASES = [
    (law, place, change)
    for law in RELATIONS
    for place, figure in enumerate(printed(law))
    for change in ({}, *elsewhere(figure))
    if not any((law, place, column) in MAY_DIFFER for column in change)
    and not (law.startswith("restatement") and "status" in change)
    and (not change or change.items() - figure.items())
    # A month lies within a half year's longer period as well.
    and (law, change.get("period")) not in (("year-to-date", "2016-01"),)
]


@pytest.fixture(scope="module")
def related() -> dict[tuple[str, str], set[frozenset[str]]]:
    """The figures of each relation of a law that knows all its operands, by the case's name."""
    rows = []
    for number, case in enumerate(CASES):
        law, changed, change = case
        for place, figure in enumerate(printed(law)):
            own = figure | (change if place == changed else {})
            park = f"{number} {own.get('park', '')}".strip()
            rows.append(row(**own | {"figure_id": f"{number}-{place}", "park": park}))
    found: dict[tuple[str, str], set[frozenset[str]]] = {}
    for result in confront(rows, RATES).results:
        if result["outcome"] != "unknown":
            ids = frozenset(one.partition("-")[2] for one in result["figure_ids"])
            number = result["figure_ids"][0].partition("-")[0]
            found.setdefault((number, result["check_id"]), set()).add(ids)
    return found


@pytest.mark.parametrize(
    ("number", "law", "change"),
    [
        pytest.param(number, case[0], case[2], id="-".join(map(str, case)))
        for number, case in enumerate(CASES)
    ],
)
def test_only_what_belongs_together_is_related(
    related: dict[tuple[str, str], set[frozenset[str]]],
    number: int,
    law: str,
    change: dict[str, Any],
) -> None:
    everyone = frozenset(map(str, range(len(printed(law)))))
    found = related.get((str(number), law.partition(" ")[0]), set())
    assert (everyone in found) is not bool(change)
