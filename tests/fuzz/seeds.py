"""Inputs that the fuzzer starts from: printed texts, periods, rules and files that are real."""

import csv
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from struct import pack

from schemas import grammar, number_words, qualifiers, units
from schemas.printed_figures import PRINTED_COLUMNS

ROOT = Path(__file__).parents[2]
RULES = (
    "total_income[software] + total_income[ic] <= total_income",
    "exports.USD / employees in 10_000 .. 25.5 %",
    "\"total income\"['a b']@$p.last_year - (1 - 2) * exports.share >= -exports.full_year",
)
WAIVERS = """\
# Known slips.
hsinchu-2016-digit:
  check: share
  figures: [S101-04, "S101-05"]
  outcome: warn
  reason: >-
    The publisher's table has a digit too many;
    asked on 2026-09-01.
  by: 'A. Statistician'
  until: 2027-06-30
  link: https://example.org/issues/12
"""
MAPPINGS = """\
bulletin-2016:
  file: bulletin.xlsx
  header: 2-3
  labels: A-B
  park: P
  period: 2016
  unit: 亿元
  empty: ["-", "…"]
  marks: {①: {note: revised}, "1)": {status: preliminary}}
  rows:
    Software: {segment: software}
    row 7: {segment: ic, id: ic}
    Total: {sum_of: [Software, row 7]}
  columns:
    "Income / 2016": {indicator: income}
    column D: {indicator: income, measure: growth}
    Remarks: skip
bulletin-2017: {like: bulletin-2016, period: 2017-01/2017-10, skip: [C7]}
"""
FORMS = """\
figures/bureau-*.csv: {encoding: GB18030, delimiter: semicolon}
figures/a.csv:
  columns: {park: REF_AREA}
  values: {source_id: "yearbook"}
  sheets: [Figures, "More"]
"""
RULE_FILE = """\
exports-of-income:
  says: Exports are part of\n    income.
  for: {s: [software, ic], p: all}
  rule: "exports[$s]@$p.USD <= \\u0065xports@$p.last_year"
  at_most: warn
"""
WORDS = {
    "readings": [
        *qualifiers.BEFORE,
        *qualifiers.AFTER,
        *qualifiers.GROWTH,
        *units.SCALES,
        *grammar.UNIT_WORDS,
        *grammar.FILLERS,
        *number_words.MULTIPLES,
    ],
    "phrases": ["\0\0", "\1\0"],
    "periods": ["-Q4", "-H2", "-12", "-31", "/", "2999", "1000", "2016-02-29"],
    "rules": ["==", "<=", ">=", " in ", "..", ".last_year", ".full_year", ".share", ".USD", '["'],
    "rule_files": [
        "\u2028",
        "\x85",
        "rule: ",
        "says: ",
        "for: ",
        "at_most: ",
        "all",
        "\\U",
        "\\x",
        "%YAML ",
        "? ",
    ],
    "waiver_files": [
        "check: ",
        "figures: [",
        "until: ",
        "link: ",
        "|-\n",
        ">+\n",
        "!!",
        "&a ",
        "*a",
    ],
    "mapping_files": ["like: ", "sum_of: all", "row 9", "column C", "skip", "unit: ", "'", " / "],
    "form_files": ["encoding: ", "GB18030", "delimiter: ", "columns: {", "values: {", "sheets: ["],
    "json_tables": [*PRINTED_COLUMNS, "{", "}", '"', "\\\\u", "null", "true", "1e3", "NaN"],
    "number_formats": [
        "General",
        "#,##0",
        "0.00",
        "E+",
        "[Red]",
        "[>=",
        "[$-804]",
        "yy",
        "mm",
        ";",
        "@",
    ],
    "tables": [*PRINTED_COLUMNS, "\r\n", '""', '"', "\ufeff", "growth", "target"],
}


def seeds(target: str) -> Iterator[bytes]:
    """Yield the inputs of a target."""
    if target == "phrases":
        yield bytes(range(26))
    elif target in ("readings", "periods"):
        column = {"readings": "printed", "periods": "period"}[target]
        yield from {row[column].encode() for row in _figures() if row.get(column)}
    elif target == "rules":
        yield from (text.encode() for text in RULES)
        for file in _files("rules.yml"):
            yield from (
                text.encode() for text in re.findall(r"rule: (.+)", file.read_text("utf-8"))
            )
    elif target == "json_tables":
        rows = [json.dumps(row, ensure_ascii=False) for row in islice(_figures(), 40)]
        yield "\n".join(rows).encode()
    elif target == "number_formats":
        formats = ("0.00", "#,##0.0;[Red]-#,##0.0", "0.0%", "0.00E+00", "yyyy-mm-dd", "General")
        yield from (pack("<d", 42725.5) + one.encode() for one in formats)
    elif target == "tables":
        yield from (file.read_bytes() for file in (ROOT / "tests/flows/messy").rglob("*.csv"))
        yield from (file.read_bytes() for file in _files("figures/S00*.csv"))
    else:
        own = {"rule_files": RULE_FILE, "waiver_files": WAIVERS, "mapping_files": MAPPINGS}
        own |= {"form_files": FORMS}
        yield own[target].encode()
        yield from (file.read_bytes()[:4000] for file in _files(f"{target[:-6]}s.yml"))


def _files(pattern: str) -> list[Path]:
    return sorted((ROOT / "data").rglob(pattern))


def _figures() -> Iterator[dict[str, str]]:
    for file in [*_files("figures/*.csv"), ROOT / "tests/cases/readings.csv"]:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            yield from csv.DictReader(lines)


def write(target: str, folder: Path) -> Path:
    """Write a target's inputs and words into a folder, and return the file of words."""
    corpus = folder / target
    corpus.mkdir(parents=True, exist_ok=True)
    for content in seeds(target):
        (corpus / sha256(content).hexdigest()[:16]).write_bytes(content)
    words = folder / f"{target}.dict"
    words.write_text("".join(f"{_quoted(word)}\n" for word in WORDS[target]), encoding="ascii")
    return words


def _quoted(word: str) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"'
