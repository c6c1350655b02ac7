"""What must hold for findings in every form in which they are shown."""

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa

from flows.formats.csv_format import rows_csv
from flows.formats.github_format import findings_github
from flows.formats.json_format import findings_json
from flows.formats.junit_format import findings_junit
from flows.formats.sarif_format import findings_sarif
from flows.terminal.findings import Report, sections
from schemas.quality_log import Findings


def _refused(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def can_be_shown(findings: Findings, folder: Path) -> None:
    """Every form for machines can be read by its readers, and the one for people be made."""
    json.loads(findings_json(findings), parse_constant=_refused)
    json.loads(findings_sarif(findings, folder, {}))
    ElementTree.fromstring(findings_junit(findings))
    for line in findings_github(findings, ["P"], folder).splitlines():
        assert line.startswith("::")
    assert list(sections(Report(findings, ["P"], folder, None)))


def is_no_formula(table: pa.Table) -> None:
    """No cell of a table as CSV is a formula to a spreadsheet."""
    text = rows_csv(table.column_names, table.to_pylist())
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.startswith(("=", "@", "\t", "\r"))
            assert not cell.startswith(("+", "-")) or float(cell) <= 0


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hostile: list[str] = []
        self._script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if any(name.startswith("on") for name in named):
            self.hostile.append(tag)
        if (named.get("href") or "").strip().lower().startswith("javascript:"):
            self.hostile.append(tag)
        self._script = tag

    def handle_data(self, data: str) -> None:
        if self._script == "script" and data.strip() == "alert(1)":
            self.hostile.append("script")


def is_harmless(page: str) -> None:
    """No text of a report became markup."""
    tags = _Tags()
    tags.feed(page)
    tags.close()
    assert tags.hostile == []
