"""What holds for every data package, whatever is in its files.

EXAMPLES=1000 in the environment tries more of them than CI does.
"""

import csv
import io
import json
import os
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from flows.confront import RunRequest, confront_package
from flows.figure_files import Package, load_package
from flows.log.reading import findings as logged_findings
from flows.log.reading import open_log
from flows.report.writing import report_html
from flows.warehouse.recording import record
from schemas.quality_log import TABLES, Findings
from tests.fuzz.forms import can_be_shown, is_harmless, is_no_formula
from tests.fuzz.packages import package as any_package

EXAMPLES = int(os.environ.get("EXAMPLES", "10"))
AS_OF = (date(2026, 1, 1), date(2016, 12, 31), date.min, date.max)


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=timedelta(seconds=60), phases=[Phase.generate])
@given(seed=st.integers(0, 2**32), as_of=st.sampled_from(AS_OF))
def test_any_package_is_checked_recorded_and_shown(seed: int, as_of: date) -> None:
    files = any_package(seed)
    with TemporaryDirectory() as folder:
        package = load_package(write(Path(folder) / "data", files))
        findings = confront_package(package, RunRequest("run", as_of))
        rows_add_up(files, package, findings)
        warehouse = Path(folder) / "log.duckdb"
        record(findings, warehouse)
        with open_log(warehouse) as connection:
            logged = logged_findings(connection, "run", everything=True)
            held = {table: connection.sql(f'FROM "{table}"').to_arrow_table() for table in TABLES}
        assert logged.results == findings.results
        assert held["figures"].num_rows == len(findings.figures)
        for form in (findings, logged):
            can_be_shown(form, Path(folder))
        for table in held.values():
            is_no_formula(table)
        is_harmless(report_html(warehouse))


# Each of these once stopped a whole run.
HEADER = "figure_id,source_id,park,indicator,measure,of,period,printed"
FOUND = {
    "empty cells alone": {"figures/a.csv": ",,,\n"},
    "a change since its own period": {
        "figures/a.csv": f"{HEADER}\nA,S,P,I,,,2016,100\nB,S,P,I,change,2016,2016,5\n"
    },
    "a year without a next one": {"figures/a.csv": f"{HEADER}\nA,S,P,I,,,9999,100\n"},
    "numbers out of the range of doubles": {
        "figures/a.csv": f"{HEADER}\nA,S,P,I,,,2016,{'9' * 199}\nB,S,P,I,growth,,2016,1%\n",
        "indicators.csv": "indicator,unit,low,high\nI,CNY,-1e308,1e308\n",
    },
    "a year that may be a loss as well as a gain": {
        "figures/a.csv": f"{HEADER}\nA,S,P,I,,,2016,-5 to 5\nB,S,P,I,,,2016-H1,3\n",
        "indicators.csv": "indicator,kind\nI,flow\n",
    },
    "a number of 5,000 digits": {
        "figures/a.csv": f"{HEADER}\nA,S,P,I,,,2016,100\n",
        "indicators.csv": f"indicator,cadence_months\nI,{'9' * 5000}\n",
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FOUND)
def test_what_once_stopped_a_run_is_told(name: str, tmp_path: Path) -> None:
    files = {file: text.encode() for file, text in FOUND[name].items()}
    package = load_package(write(tmp_path, files))
    findings = confront_package(package, RunRequest("run", AS_OF[0]))
    rows_add_up(files, package, findings)
    can_be_shown(findings, tmp_path)


def rows_add_up(files: Mapping[str, bytes], package: Package, findings: Findings) -> None:
    as_of = findings.run["as_of"]
    name = "figures/a.csv"
    rows = csv.reader(io.StringIO(files[name].decode(), newline=""))
    given = max(sum(any(map(str.strip, cells)) for cells in rows) - 1, 0)
    printed = [row for row in package.printed if row.file == name]
    missed = [one for one in package.quarantined if one.place.file == name and not one.refused]
    assert len(printed) + len(missed) == given
    later = [one for one in package.codes.sources.values() if (one.published_on or as_of) > as_of]
    left_out = {one.source_id for one in later}
    unread = [
        one
        for one in package.quarantined
        if not one.place.file.startswith("figures/")
        or str(json.loads(one.row).get("source_id")).strip() not in left_out
    ]
    read = len(findings.figures) + findings.run["later"]
    assert read + len(findings.quarantine) == len(package.printed) + len(unread)
    for row in findings.quarantine:
        assert row["found"] or row["expected"]
        assert row["line"] or row["refused"]
    assert findings.run["quarantined"] == len(findings.quarantine)
