"""Laws are left out where nothing starts a relation of theirs, and only there."""

from collections.abc import Sequence

import duckdb
import pytest

from flows.laws import rounds as law_rounds
from flows.laws.possible import possible_laws
from schemas.codes import Codes
from schemas.laws.law import Law
from schemas.laws.range import LAW as RANGE
from schemas.laws.range import expected, relations
from schemas.printed_figures import PrintedFigure
from tests.in_memory import CODES, confront, row

LEVEL = row(printed="10 billion yuan")
OTHERS = [
    row(figure_id="share", measure="share", segment="2a", printed="40 percent"),
    row(figure_id="growth", measure="growth", printed="up 5 percent"),
    row(figure_id="target", status="target", period="2020", printed="20 billion yuan"),
]
ONE_OF_EACH = [LEVEL, *OTHERS]
NEVER_LEFT_OUT = {"year-to-date", "conversion", "restatement", "range", "freshness"}
OF_A_LEVEL = NEVER_LEFT_OUT
OF_EACH = NEVER_LEFT_OUT | {
    "share",
    "shares-add-up",
    "sum",
    "part-of-whole",
    "growth",
    "target-path",
}


@pytest.mark.parametrize(
    ("printed", "codes", "able"),
    [([LEVEL], Codes(), OF_A_LEVEL), (ONE_OF_EACH, CODES, OF_EACH)],
    ids=["a-level", "one-of-each"],
)
def test_laws_that_are_left_out_have_no_relations(
    printed: list[PrintedFigure], codes: Codes, able: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: set[str] = set()

    def every_law(connection: duckdb.DuckDBPyConnection, laws: Sequence[Law]) -> Sequence[Law]:
        found.update(law.name for law in possible_laws(connection, laws))
        return laws

    logged = confront(printed, codes=codes)
    monkeypatch.setattr(law_rounds, "possible_laws", every_law)
    logged_by_every_law = confront(printed, codes=codes)
    assert found == able
    assert logged.results == logged_by_every_law.results
    assert _counts(logged.check_results) == _counts(logged_by_every_law.check_results)


def _counts(rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    return [{name: value for name, value in row.items() if name != "seconds"} for row in rows]


@pytest.mark.parametrize(("indicator", "able"), [("income", True), ("elsewhere", False)])
def test_a_rule_is_left_out_where_no_figure_is_of_its_indicators(
    indicator: str, able: bool
) -> None:
    rule = Law(
        name="rule",
        says=RANGE.says,
        roles=RANGE.roles,
        relations=relations,
        expected=expected,
        indicators=frozenset({indicator}),
    )
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE figures (measure TEXT, status TEXT, indicator TEXT)")
        connection.execute("INSERT INTO figures VALUES ('level', 'actual', 'income')")
        connection.execute("CREATE TABLE families (family TEXT); CREATE TABLE wholes (part TEXT)")
        assert possible_laws(connection, [rule]) == [rule] * able
