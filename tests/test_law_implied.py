"""A figure that a relation lacks is implied: by its name, and where it was printed elsewhere."""

from typing import Any

import pytest

from schemas.figures import Codes, Family
from schemas.quality_log import Findings
from tests.in_memory import confront, row
from tests.test_law_limits import RATES
from tests.test_law_operands import printed

# The places of the figures that each law can do without.
IMPLIED = {
    "share": (0, 1),
    "shares-add-up": (0, 1, 2),
    "sum": (0, 1, 2, 3),
    "growth": (0, 2),
    "change": (0, 1),
}
CASES = [(law, place) for law, places in IMPLIED.items() for place in places]
NAME = ("indicator", "segment", "measure", "period")


@pytest.fixture(scope="module")
def found() -> Findings:
    """What follows from each law's relation without one of its figures; that stands apart."""
    rows = []
    for law, lacking in CASES:
        for place, figure in enumerate(printed(law)):
            park = f"{'apart ' if place == lacking else ''}{law} {lacking}"
            rows.append(row(**figure | {"figure_id": f"{law}-{lacking}-{place}", "park": park}))
    return confront(rows, RATES)


@pytest.mark.parametrize(("law", "place"), CASES)
def test_what_is_lacking_follows_by_name_and_number(found: Findings, law: str, place: int) -> None:
    [lacking] = [one for one in found.figures if one.figure_id == f"{law}-{place}-{place}"]
    name = tuple(getattr(lacking, column) for column in NAME)
    rows: list[dict[str, Any]] = [
        one
        for one in found.implied
        if (one["kind"], one["law"], one["park"]) == ("implied", law, f"{law} {place}")
    ]
    [implied] = [one for one in rows if tuple(one[column] for column in NAME) == name]
    assert len(rows) == 1
    assert implied["unit"] == lacking.unit
    assert max(implied["low"], lacking.usual_low) <= min(implied["high"], lacking.usual_high)
    others = [one for one in range(len(printed(law))) if one != place]
    assert implied["from_figure_ids"] == [f"{law}-{place}-{one}" for one in others]


@pytest.mark.parametrize(
    ("of", "elsewhere"),
    [
        ("", {}),
        ("@larger", {"park": "larger"}),
        ("profit", {"indicator": "profit"}),
        ("[core]", {"segment": "core"}),
        ("profit[core]@larger", {"park": "larger", "indicator": "profit", "segment": "core"}),
    ],
)
def test_a_share_implies_its_part_and_its_whole_each_in_its_place(
    of: str, elsewhere: dict[str, str]
) -> None:
    place = {"park": "park", "indicator": "income", "segment": ""}
    share = {"printed": "50.0 percent", "segment": "chips", "measure": "share", "of": of}
    part = {"printed": "30 million yuan", "segment": "chips"}
    whole = {"printed": "60 million yuan", **elsewhere}
    for given, lacking, number in ((part, {**place, **elsewhere}, 60e6), (whole, place, 30e6)):
        found = confront([row(figure_id="share", **share), row(figure_id="given", **given)])
        [implied] = [one for one in found.implied if one["law"] == "share"]
        code = lacking if given is part else {**lacking, "segment": "chips"}
        assert {name: implied[name] for name in place} == code
        assert implied["low"] <= number <= implied["high"]


@pytest.mark.parametrize("dimension", ["segment", "park", "indicator"])
@pytest.mark.parametrize("lacking", ["whole", "one", "other"])
def test_a_family_of_any_kind_implies_what_it_lacks(dimension: str, lacking: str) -> None:
    numbers = {"whole": "70", "one": "30", "other": "40"}
    families = [Family("all", dimension, "whole", part) for part in ("one", "other")]
    # Of the same sizes in another year and of another kind, to be told apart.
    figures = [
        row(figure_id=f"{code} {place}", printed=f"{number} million yuan", **where)
        for code, number in numbers.items()
        for place, where in enumerate(
            (
                {dimension: code},
                {dimension: code, "period": "2015"},
                {dimension: code, "indicator" if dimension == "park" else "park": "another"},
            )
        )
        if (code, place) != (lacking, 0)
    ]
    found = confront(figures, codes=Codes(families=tuple(families))).implied
    [implied] = [one for one in found if one["kind"] == "implied" and one["law"] == "sum"]
    usual = {"park": "park", "indicator": "income", "segment": "", "period": "2016"}
    assert {name: implied[name] for name in usual} == usual | {dimension: lacking}
    assert implied["from_figure_ids"] == [f"{one} 0" for one in sorted(numbers) if one != lacking]
    assert implied["low"] <= int(numbers[lacking]) * 10**6 <= implied["high"]


def test_an_exchange_rate_is_implied_where_none_is_known() -> None:
    figures = [row(figure_id=f"{n}", **one) for n, one in enumerate(printed("conversion"))]
    [rate] = [one for one in confront(figures).implied if one["measure"] == "rate"]
    assert (rate["unit"], rate["from_figure_ids"]) == ("CNY per USD", ["0", "1"])
    assert rate["low"] <= 7 <= rate["high"]
