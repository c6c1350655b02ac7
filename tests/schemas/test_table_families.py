"""Families from the totals of printed tables."""

from typing import Any

import pytest

from schemas.codes import Family
from schemas.rules.texts import Misplaced
from schemas.table_families import families_of, new_families
from schemas.table_mapping import Line, TableMapping


def mapping(*rows: Line, **meaning: str) -> TableMapping:
    span: Any = (1, 1)
    none: Any = frozenset()
    at = ("t", (1, 1), "t.csv", "", span, span)
    return TableMapping(*at, {"park": "P", **meaning}, rows, (), {}, none, "", none)


def line(label: str, sum_of: tuple[str, ...] | None = None, **meaning: str) -> Line:
    return Line(label, (7, 5), meaning, skipped=label == "skipped", sum_of=sum_of)


IC, SOFTWARE = line("IC", segment="ic"), line("Software", segment="software")
TOTAL = line("Total", ())


def test_a_total_of_all_has_those_that_differ_from_it_in_one_dimension() -> None:
    others = [
        line("Growth", measure="growth"),
        line("Subtotal", ("IC",), segment="industry"),
        line("skipped", segment="x"),
        line("Other park", park="Q", segment="ic"),
    ]
    found = families_of(mapping(IC, SOFTWARE, *others[:1], *others[2:], TOTAL))
    assert found == [
        Family("t/Total", "segment", "", "ic"),
        Family("t/Total", "segment", "", "software"),
    ]


@pytest.mark.parametrize(
    ("total", "parts", "family"),
    [
        (line("T", ("a", "b"), segment="all"), ({"segment": "x"}, {"segment": "y"}), "segment"),
        (line("T", ("a", "b"), park="Q"), ({"park": "R"}, {"park": "S"}), "park"),
        (line("T", ("a", "b"), indicator="i"), ({"indicator": "j"}, {"indicator": "k"}), "indica"),
    ],
)
def test_parts_differ_in_park_indicator_or_segment(
    total: Line, parts: tuple[dict[str, str], ...], family: str
) -> None:
    lines = [line(label, **meaning) for label, meaning in zip("ab", parts, strict=True)]
    [first, second] = families_of(mapping(*lines, total))
    assert first.dimension.startswith(family)
    assert first.whole == second.whole != first.part


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [line("a", segment="x"), line("b", park="Q")],
        [line("a", segment="x", park="Q")],
        [line("a", period="2016")],
        [line("a", segment="x", period="2016")],
        [line("a")],
    ],
)
def test_other_parts_are_a_mistake_at_the_totals_place(parts: list[Line]) -> None:
    named = tuple(one.label for one in parts)
    with pytest.raises(Misplaced, match="in one of park, indicator and segment only") as mistake:
        families_of(mapping(*parts, line("Total", named)))
    assert mistake.value.place == (7, 5)


def test_what_is_known_is_not_made_twice() -> None:
    known = [Family("a", "segment", "", "ic"), Family("a", "segment", "", "software")]
    same = [Family("b", "segment", "", "software"), Family("b", "segment", "", "ic")]
    more = [*same, Family("b", "segment", "", "others")]
    assert new_families(known, same) == []
    assert new_families(known, more) == more
    parks = [Family("c", "park", "", "ic"), Family("c", "park", "", "software")]
    assert new_families(known, parks) == parks
    assert new_families([], [*known, *same]) == known
