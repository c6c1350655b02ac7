"""The sheets of a table's file, by its name and what it holds."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePosixPath

from flows.csv_records import records
from flows.forms.encodings import text_of
from flows.forms.sheet import Sheet, Span, Unshown
from flows.forms.table_forms import PLAIN, Form
from flows.text_files import Refused, looks_like

__all__ = ["TEXTS", "WORKBOOKS", "Sheet", "Span", "Unshown", "sheets", "suffix_of"]

TEXTS = (".csv", ".tsv")
# Each with how its content begins, the module and the function that read it, and its name.
WORKBOOKS: Mapping[str, tuple[bytes, str, str]] = {
    ".xlsx": (b"PK\x03\x04", "xlsx_sheets", "an XLSX workbook"),
    ".xlsm": (b"PK\x03\x04", "xlsx_sheets", "an XLSX workbook"),
    ".xls": (b"\xd0\xcf\x11\xe0", "xls_sheets", "an XLS workbook"),
    ".ods": (b"PK\x03\x04", "ods_sheets", "an ODS workbook"),
}
_OLD_FILE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def suffix_of(file: str) -> str:
    """Return how a file's name ends, in small letters."""
    return PurePosixPath(file).suffix.lower()


def sheets(file: str, content: bytes, form: Form = PLAIN) -> list[Sheet]:
    """Return the sheets of a file that are not empty; raises Refused."""
    suffix = suffix_of(file)
    if suffix not in WORKBOOKS:
        delimiter = form.delimiter or ("\t" if suffix == ".tsv" else ",")
        return [Sheet(file, "", list(records(text_of(content, form.encoding), delimiter)))]
    found = _workbook(file, content, *WORKBOOKS[suffix])
    named = {sheet.name for sheet in found}
    for name in form.sheets:
        if name not in named:
            raise Refused(f"no sheet {name!r}", f"one of {', '.join(sorted(named))}")
    filled = [one for one in found if one.records and one.name in (form.sheets or named)]
    if not filled:
        raise Refused("a workbook of empty sheets", "a header row")
    return filled


def _workbook(file: str, content: bytes, start: bytes, module: str, named: str) -> list[Sheet]:
    if content.startswith(_OLD_FILE) and _ENCRYPTED in content:
        raise Refused("an encrypted workbook", "one without a password")
    if not content.startswith(start):
        raise Refused(looks_like(content), f"{named}, as its name says; or another name")
    # A reader is imported only where there is something to read.
    read: Callable[[str, bytes], list[Sheet]] = getattr(
        import_module(f"flows.forms.{module}"), module
    )
    return read(file, content)
