"""Small checks do without pandas; whoever needs it has it."""

import subprocess
import sys

import pytest

from flows.without_pandas import Withheld

HANDS_VALUES_OVER = """
import sys
import duckdb, pyarrow
from flows.without_pandas import withhold_pandas
withhold_pandas()
{more}
__name__ = "flows.some_module"
with duckdb.connect() as connection:
    connection.register("rows", pyarrow.Table.from_pylist([{{"text": "a"}}]))
    found = connection.execute("SELECT text FROM rows WHERE text = ?", ["a"]).to_arrow_table()
    print(found.to_pylist(), "pandas" in sys.modules)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "there"),
    [("", False), ("import pandera.ibis", True)],
    ids=["unasked", "asked-for"],
)
def test_values_reach_duckdb_with_and_without_pandas(more: str, there: bool) -> None:
    program = HANDS_VALUES_OVER.format(more=more)
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == f"[{{'text': 'a'}}] {there}\n", done.stderr


def test_only_pandas_is_withheld_and_only_from_extension_modules() -> None:
    assert Withheld().find_spec("pandas") is None
    assert Withheld().find_spec("numpy") is None
