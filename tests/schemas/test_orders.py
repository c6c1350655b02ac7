"""The orders in which figures stand for one another: which of two is preferred, and why."""

from datetime import date
from typing import Any

import ibis
import pytest

from schemas.laws.orders import ranked

COLUMNS = {
    "figure_id": "string",
    "status": "string",
    "published_on": "date",
    "unit_assumed": "boolean",
    "low": "float64",
    "high": "float64",
    "rank": "int64",
    "newest_rank": "int64",
    "sharpest_rank": "int64",
    "park": "string",
}
LIKE = {
    "status": "actual",
    "published_on": date(2017, 3, 1),
    "unit_assumed": False,
    "low": 99.0,
    "high": 101.0,
    "rank": -1,
    "newest_rank": -1,
    "sharpest_rank": -1,
    "park": "zgc",
}
ORDERS = ("rank", "newest_rank", "sharpest_rank")


def ranks(*figures: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """Return each figure's three ranks, given how the figures differ from a common one."""
    table = ibis.memtable([LIKE | one for one in figures], schema=ibis.schema(COLUMNS))
    found = ranked(table)
    assert found.columns == tuple(COLUMNS)
    return {
        row["figure_id"]: tuple(row[of] for of in ORDERS)
        for row in found.execute().to_dict("records")
    }


@pytest.mark.parametrize(
    ("better", "worse", "told_apart_by"),
    [
        ({"status": "actual"}, {"status": "preliminary"}, {"rank", "newest_rank"}),
        ({"status": "actual"}, {"status": "unheard of"}, {"rank", "newest_rank"}),
        ({"published_on": date(2018, 3, 1)}, {}, {"rank", "newest_rank"}),
        ({}, {"published_on": None}, {"rank", "newest_rank"}),
        ({}, {"unit_assumed": True}, {"rank"}),
        ({"low": 99.5}, {}, {"rank", "sharpest_rank"}),
        ({"high": 100.5}, {}, {"rank", "sharpest_rank"}),
        # By the width for its size, not the width alone.
        ({"low": 990.0, "high": 1000.0}, {}, {"rank", "sharpest_rank"}),
        ({}, {"low": -1.0, "high": 0.5}, {"rank", "sharpest_rank"}),
        ({"low": 0.0, "high": 0.0}, {}, {"rank", "sharpest_rank"}),
        # The status counts before the day, and the day before an assumed unit and the width.
        ({}, {"status": "preliminary", "published_on": date(2019, 1, 1)}, {"rank", "newest_rank"}),
        ({"unit_assumed": True}, {"published_on": date(2016, 1, 1)}, {"rank", "newest_rank"}),
        ({"high": 150.0}, {"unit_assumed": True}, {"rank"}),
    ],
)
def test_of_two_figures_one_is_preferred_by_what_each_order_asks(
    better: dict[str, Any], worse: dict[str, Any], told_apart_by: set[str]
) -> None:
    # Where an order asks nothing that tells the two apart, their names decide, whichever is which.
    firsts: list[dict[str, str]] = []
    for good, bad in (("a", "b"), ("b", "a")):
        found = ranks({"figure_id": good} | better, {"figure_id": bad} | worse)
        places = zip(ORDERS, found[good], found[bad], strict=True)
        firsts.append({of: good if one < other else bad for of, one, other in places})
        assert {of: sorted(pair) for of, *pair in zip(ORDERS, *found.values(), strict=True)} == (
            {of: [0, 1] for of in ORDERS}
        )
    preferred = {of for of in ORDERS if [one[of] for one in firsts] == ["a", "b"]}
    assert preferred == told_apart_by


def test_names_decide_between_equals() -> None:
    names = ["c", "a", "d", "b"]
    found = ranks(*({"figure_id": name} for name in names))
    assert found == {name: (place,) * 3 for place, name in enumerate("abcd")}
