"""What each source prints is related to its own, and once."""

import pytest

from tests.in_memory import confront, row
from tests.test_law_limits import RATES
from tests.test_law_operands import RELATIONS, printed

SOURCES = ("one", "other")
# Printings of one figure are related to each other; a path starts from one of them.
APART = [law for law in RELATIONS if not law.startswith(("restatement", "target-path"))]


@pytest.fixture(scope="module")
def related() -> dict[str, list[list[str]]]:
    """The figures of each law's relations, of which two sources print all."""
    rows = [
        row(**figure | {"figure_id": f"{law} {source} {place}", "source_id": source, "park": park})
        for law in APART
        for source in SOURCES
        for place, figure in enumerate(printed(law))
        for park in [f"{law} {figure.get('park', 'park')}"]
    ]
    found: dict[str, list[list[str]]] = {}
    for result in confront(rows, RATES).results:
        law = result["check_id"]
        if result["park"].startswith(f"{law} ") and result["outcome"] != "unknown":
            ids = [one.removeprefix(f"{law} ") for one in result["figure_ids"]]
            found.setdefault(law, []).append(ids)
    return found


@pytest.mark.parametrize("law", APART)
def test_each_source_has_its_own_relation(related: dict[str, list[list[str]]], law: str) -> None:
    places = range(len(printed(law)))
    assert related[law] == [[f"{source} {place}" for place in places] for source in SOURCES]


@pytest.mark.parametrize(
    ("start", "paths"), [("0 to 5 million yuan", 0), ("1 to 5 million yuan", 1)]
)
def test_no_path_starts_from_what_may_be_nothing(start: str, paths: int) -> None:
    figures = [
        row(figure_id="start", period="2015", printed=start),
        row(figure_id="target", period="2020", status="target", printed="9 million yuan"),
    ]
    found = [one for one in confront(figures).results if one["check_id"] == "target-path"]
    assert len(found) == paths


def test_all_printings_of_a_figure_narrow_each_other() -> None:
    texts = {
        "a": "30 to 40 million yuan",
        "b": "35 to 45 million yuan",
        "c": "38 to 60 million yuan",
    }
    printings = [row(figure_id=one, source_id=one, printed=text) for one, text in texts.items()]
    found = confront(printings).implied
    assert {one["kind"] for one in found} == {"tightened"}
    assert [(one["low"], one["high"]) for one in found] == [(38e6, 40e6)] * 3


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_like_printings_the_first_by_name_is_the_operand(order: int) -> None:
    whole = [row(figure_id=one, printed="349 billion yuan") for one in ("whole-a", "whole-b")]
    part = {"segment": "core", "figure_id": "part", "printed": "263.49 billion yuan"}
    share = {"segment": "core", "figure_id": "share", "printed": "75.5 percent"}
    found = confront([row(**part), row(**share, measure="share"), *whole[::order]]).results
    [said] = [one for one in found if one["check_id"] == "share"]
    assert sorted(said["figure_ids"]) == ["part", "share", "whole-a"]
