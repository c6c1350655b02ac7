"""A data package's folder -> code lists, rates, figures as printed, and quarantine."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from flows.code_lists import CodeList, read_list
from flows.code_rows import INDICATORS, PARKS, RATES, SEGMENTS, SOURCES, families
from flows.csv_headers import Columns
from flows.csv_tables import read_table
from flows.package_files import RULES_FILE, PackageError, read_files
from flows.package_hashes import package_hashes
from flows.rule_files import read_rules
from flows.waiver_files import read_waivers
from schemas.figures import Codes, PrintedFigure, Rate
from schemas.printed_figures import OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from schemas.rules.rule import Rule
from schemas.terms import Quarantined
from schemas.waivers import WAIVERS_FILE, Waiver

__all__ = ["Package", "PackageError", "load_package"]

Entry = TypeVar("Entry")
_FIGURE_COLUMNS = Columns(REQUIRED_COLUMNS, OPTIONAL_COLUMNS)


@dataclass(frozen=True)
class Package:
    """What a folder holds; file names are relative to it, `hashes` named as in the log's runs."""

    folder: Path
    codes: Codes
    printed: list[PrintedFigure]
    rates: list[Rate]
    quarantined: list[Quarantined]
    hashes: Mapping[str, str]
    rules: tuple[Rule, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def load_package(folder: Path) -> Package:
    """Read a data package; PackageError where the folder is none."""
    contents, quarantined = read_files(folder)

    def entries(prefix: str, kind: CodeList[Entry]) -> list[Entry]:
        files = {name: data for name, data in contents.items() if name.startswith(prefix)}
        found, unread = read_list(files, kind)
        quarantined.extend(unread)
        return found

    codes = Codes(
        {park.park: park for park in entries("parks.csv", PARKS)},
        {each.indicator: each for each in entries("indicators.csv", INDICATORS)},
        {each.segment: each for each in entries("segments.csv", SEGMENTS)},
        {source.source_id: source for source in entries("sources.csv", SOURCES)},
    )
    codes = replace(codes, families=tuple(entries("families.csv", families(codes))))
    rates = entries("rates/", RATES)
    printed = _printed(contents, quarantined)
    rules, unread = read_rules(RULES_FILE, contents.get(RULES_FILE, b""), codes)
    quarantined += unread
    names = [rule.name for rule in rules]
    waivers, unread = read_waivers(contents.get(WAIVERS_FILE, b""), names)
    quarantined += unread
    hashes = package_hashes(contents)
    return Package(folder, codes, printed, rates, quarantined, hashes, rules, waivers)


def _printed(contents: dict[str, bytes], quarantined: list[Quarantined]) -> list[PrintedFigure]:
    printed: list[PrintedFigure] = []
    for file, content in contents.items():
        if file.startswith("figures/"):
            rows, unread = read_table(file, content, _FIGURE_COLUMNS)
            quarantined.extend(unread)
            printed += [PrintedFigure.from_cells(row.cells, file, row.line) for row in rows]
    return printed
