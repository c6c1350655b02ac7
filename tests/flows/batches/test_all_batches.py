"""Figures by the million are confronted in batches: what is found is what is found at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from benchmarks.same_answer import rows
from flows.batches.all_batches import confront_batches
from flows.batches.stored_rows import StoredRows
from flows.confront import confront_package
from flows.figure_files import load_package
from flows.log_reading import findings
from flows.runs import RunRequest
from flows.warehouse import record
from schemas.quality_log import TABLES
from tests.test_same_answer import WAIVERS

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[3] / "data" / "examples" / "zhongguancun"
