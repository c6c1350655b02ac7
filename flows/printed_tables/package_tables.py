"""The printed tables of a data package -> figures, families, and quarantine."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from flows.forms.sheet import Sheet
from flows.forms.sheets import TEXTS, WORKBOOKS, sheets, suffix_of
from flows.forms.table_forms import PLAINLY, Forms
from flows.package_files import MAPPINGS
from flows.printed_tables.table_files import read_mappings
from flows.printed_tables.table_reading import read_printed_table
from flows.text_files import Refused
from schemas.codes import Codes, Family
from schemas.faults import did_you_mean
from schemas.figure_fields import Fields
from schemas.printed_figures import PrintedFigure
from schemas.rules.texts import Misplaced
from schemas.table_families import families_of, new_families
from schemas.table_mapping import TableMapping
from schemas.terms import Place, Quarantined

FOLDER = "tables/"


@dataclass
class Tables:
    """What the printed tables of a package hold."""

    printed: list[PrintedFigure] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)


def read_tables(contents: Mapping[str, bytes], codes: Codes, forms: Forms = PLAINLY) -> Tables:
    """Read the tables among a package's files; one that no mapping names is refused."""
    found = Tables()
    files = {name: data for name, data in contents.items() if name.startswith(FOLDER)}
    used: set[str] = set()
    for file, mapping in _mappings(files, codes, found.quarantined):
        used.add(f"{FOLDER}{mapping.file}")
        _read(file, mapping, files, forms, found)
    # A mapping that cannot be read may be the one that names a table.
    if not any(one.refused for one in found.quarantined):
        found.quarantined += _unused(files, used)
    found.families = new_families(codes.families, found.families)
    return found


def _unused(files: Iterable[str], used: Collection[str]) -> Iterator[Quarantined]:
    for name in files:
        if name not in used and not name.endswith(MAPPINGS):
            expected = f"a mapping in {FOLDER}*.yml that says how to read it"
            yield Quarantined(Place(name), "a table that no mapping names", expected, refused=True)


def _mappings(
    files: Mapping[str, bytes], codes: Codes, quarantined: list[Quarantined]
) -> Iterator[tuple[str, TableMapping]]:
    first: dict[str, str] = {}
    for file in files:
        if not file.endswith(MAPPINGS):
            continue
        mappings, unread = read_mappings(file, files[file], Fields(codes))
        # Without its mapping a whole table is not read.
        quarantined += [replace(one, refused=True) for one in unread]
        for mapping in mappings:
            if first.setdefault(mapping.table, file) == file:
                yield file, mapping
            else:
                expected = f"each key once; {first[mapping.table]} has this one"
                mistake = Misplaced(mapping.place, repr(mapping.table), expected)
                quarantined.append(mistake.quarantined(file, refused=True))


def _read(
    file: str, mapping: TableMapping, files: Mapping[str, bytes], forms: Forms, found: Tables
) -> None:
    name = f"{FOLDER}{mapping.file}"
    try:
        sheet = _sheet(mapping, name, files, forms)
        found.families += families_of(mapping)
    except Refused as refused:
        found.quarantined.append(refused.quarantined(name))
    except Misplaced as mistake:
        found.quarantined.append(mistake.quarantined(file, refused=True))
    else:
        printed, unread = read_printed_table(mapping, sheet, file)
        found.printed += printed
        found.quarantined += unread


def _sheet(mapping: TableMapping, name: str, files: Mapping[str, bytes], forms: Forms) -> Sheet:
    if name not in files or name.endswith(MAPPINGS):
        tables = [one.removeprefix(FOLDER) for one in files if not one.endswith(MAPPINGS)]
        near = did_you_mean(mapping.file, tables)
        expected = f"a table in {FOLDER}{near}"
        raise Misplaced(mapping.place, f"the file {mapping.file!r}, which is not there", expected)
    if suffix_of(name) not in (*TEXTS, *WORKBOOKS):
        expected = f"one of {', '.join((*TEXTS, *WORKBOOKS))}"
        raise Misplaced(mapping.place, f"the file {mapping.file!r}", expected)
    named = {one.name: one for one in sheets(name, files[name], forms.of(name))}
    if not mapping.sheet and len(named) == 1:
        return next(iter(named.values()))
    if mapping.sheet not in named:
        found = f"the sheet {mapping.sheet!r}" if mapping.sheet else "no sheet"
        near = did_you_mean(mapping.sheet, named) or f"; there are {', '.join(named)}"
        raise Misplaced(mapping.place, found, f"one of {name}{near}")
    return named[mapping.sheet]
