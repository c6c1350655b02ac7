"""docs/history.md: its commands, in order, say what the page shows, and its tables are complete."""

import re
import shutil
from typing import get_args

import pytest

from flows.commands.log import OUTCOMES, log
from schemas.backfill_days import Every
from tests.console import ROOT, Shell, bare, steps

PAGE = (ROOT / "docs" / "history.md").read_text(encoding="utf-8")
# How a run is chosen, and what is said of it: not which rows.
OTHER_OPTIONS = {"--warehouse", "--runs", "--limit", "--format", "--out"}


@pytest.mark.slow
def test_the_commands_say_what_the_page_shows(tmp_path):
    (tmp_path / "home").mkdir()
    shutil.copytree(ROOT / "data", tmp_path / "data")
    assert Shell(tmp_path, bare(tmp_path / "home")).follow(steps(PAGE)) == []
    assert (tmp_path / "outcomes.parquet").read_bytes()[:4] == b"PAR1"


def test_every_way_to_choose_rows_is_in_the_table():
    documented = set(re.findall(r"^\| `(--\w+)", PAGE, re.M))
    there = {option for parameter in log.params for option in parameter.opts}
    assert documented == there - OTHER_OPTIONS


def test_every_outcome_and_every_step_is_named():
    assert [name for name in (*OUTCOMES, *get_args(Every)) if f"`{name}`" not in PAGE] == []
