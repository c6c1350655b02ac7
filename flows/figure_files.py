"""A data package's folder -> code lists, rates, figures as printed, and quarantine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from flows.code_lists import CodeList, read_list
from flows.code_rows import INDICATORS, PARKS, RATES, SEGMENTS, SOURCES, families
from flows.csv_headers import Columns
from flows.forms.any_table import read_any
from flows.forms.table_forms import Forms, read_forms
from flows.package_files import RULES_FILE, SETTINGS_FILE, PackageError, read_files
from flows.package_hashes import package_hashes
from flows.printed_tables.package_tables import read_tables
from flows.rule_files import read_rules
from flows.waivers.files import read_waivers
from schemas.figures import Codes, PrintedFigure, Rate
from schemas.printed_figures import OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from schemas.rules.rule import Rule
from schemas.terms import Quarantined
from schemas.waivers import WAIVERS_FILE, Waiver

__all__ = ["Package", "PackageError", "load_package"]

Entry = TypeVar("Entry")
FIGURE_COLUMNS = Columns(REQUIRED_COLUMNS, OPTIONAL_COLUMNS, as_printed=("printed",))


@dataclass(frozen=True)
class Package:
    """What a folder holds; file names are relative to it, `hashes` named as in the log's runs."""

    folder: Path
    codes: Codes
    printed: Sequence[PrintedFigure]
    rates: list[Rate]
    quarantined: list[Quarantined]
    hashes: Mapping[str, str]
    rules: tuple[Rule, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def load_package(folder: Path, with_large: bool = True) -> Package:
    """Read a data package; PackageError where the folder is none.

    Large files with figures are only read where that is asked for; their hashes are there.
    """
    large: dict[str, Path] = {}
    contents, quarantined = read_files(folder, large)
    forms, unread = read_forms(contents.get(SETTINGS_FILE, b""))
    quarantined += [*unread, *forms.unused([*contents, *large])]
    lists = _Lists(contents, forms, quarantined)
    codes = lists.codes()
    tables = read_tables(contents, codes, forms)
    codes = replace(codes, families=(*codes.families, *tables.families))
    quarantined += tables.quarantined
    rates = lists.entries("rates/", RATES)
    printed: Sequence[PrintedFigure] = [*_printed(contents, forms, quarantined), *tables.printed]
    if large and with_large:
        # Few packages have as many figures, and the others should not wait for its imports.
        from flows.batches.storing import stored

        printed, unread = stored(large, folder, forms, FIGURE_COLUMNS, printed)
        quarantined += unread
    rules, unread = read_rules(RULES_FILE, contents.get(RULES_FILE, b""), codes)
    quarantined += unread
    names = [rule.name for rule in rules]
    waivers, unread = read_waivers(contents.get(WAIVERS_FILE, b""), names)
    quarantined += unread
    hashes = package_hashes({**contents, **large})
    return Package(folder, codes, printed, rates, quarantined, hashes, rules, waivers)


@dataclass(frozen=True)
class _Lists:
    """The code lists and rates of a package; what cannot be read goes to `quarantined`."""

    contents: Mapping[str, bytes]
    forms: Forms
    quarantined: list[Quarantined]

    def entries(self, prefix: str, kind: CodeList[Entry]) -> list[Entry]:
        files = {name: data for name, data in self.contents.items() if name.startswith(prefix)}
        found, unread = read_list(files, kind, self.forms)
        self.quarantined.extend(unread)
        return found

    def codes(self) -> Codes:
        found = Codes(
            {park.park: park for park in self.entries("parks.", PARKS)},
            {each.indicator: each for each in self.entries("indicators.", INDICATORS)},
            {each.segment: each for each in self.entries("segments.", SEGMENTS)},
            {source.source_id: source for source in self.entries("sources.", SOURCES)},
        )
        return replace(found, families=tuple(self.entries("families.", families(found))))


def _printed(
    contents: dict[str, bytes], forms: Forms, quarantined: list[Quarantined]
) -> list[PrintedFigure]:
    printed: list[PrintedFigure] = []
    for file, content in contents.items():
        if file.startswith("figures/"):
            rows, unread = read_any(file, content, FIGURE_COLUMNS, forms.of(file))
            quarantined.extend(unread)
            printed += [PrintedFigure.from_table(row.cells, row.at, row.line) for row in rows]
    return printed
