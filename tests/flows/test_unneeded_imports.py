"""Small checks do without libraries of which they have no value; whoever asks for one has it."""

import subprocess
import sys

import pytest

from flows.unneeded_imports import Withheld

HANDS_VALUES_OVER = """
import sys
from flows.unneeded_imports import withhold
withhold()
import duckdb, pyarrow
{more}
__name__ = "flows.some_module"
with duckdb.connect() as connection:
    connection.register("rows", pyarrow.Table.from_pylist([{{"text": "a"}}]))
    found = connection.execute("SELECT text FROM rows WHERE text = ?", ["a"]).to_arrow_table()
    there = [name for name in ("numpy", "pandas", "pyarrow.dataset") if name in sys.modules]
    print(found.to_pylist(), there)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "there"),
    [("", []), ("import pandera.ibis", ["numpy", "pandas"])],
    ids=["unasked", "asked-for"],
)
def test_values_reach_duckdb_with_and_without_them(more: str, there: list[str]) -> None:
    program = HANDS_VALUES_OVER.format(more=more)
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == f"[{{'text': 'a'}}] {there}\n", done.stderr


def test_they_are_withheld_only_from_extension_modules() -> None:
    for name in ("numpy", "pandas", "pyarrow.dataset", "scipy"):
        assert Withheld().find_spec(name) is None
