"""JSON arrays of objects, and JSON lines -> sheets of texts."""

import json
from collections.abc import Collection, Mapping, Set
from typing import Any

from flows.csv_headers import MOST_COLUMNS, Columns
from flows.csv_records import Record
from flows.forms.fit_texts import fit_record, visible
from flows.forms.json_values import OBJECT, Found, Odd, members, of_line
from flows.forms.sheet import Sheet
from flows.forms.sheet_filling import Budget, refuse_long
from flows.forms.table_forms import Form
from flows.text_files import Refused
from schemas.faults import shorten

_VALUE = "a text, a number or null"


def json_sheet(file: str, text: str, columns: Columns, form: Form) -> Sheet:
    """Return the objects of a JSON array as a sheet; raises Refused."""
    return _sheet(file, members(text), columns, form)


def json_lines_sheet(file: str, text: str, columns: Columns, form: Form) -> Sheet:
    """Return the objects of JSON lines as a sheet."""
    lines = enumerate(text.split("\n"), 1)
    found = ((number, of_line(line)) for number, line in lines if line.strip())
    return _sheet(file, found, columns, form)


def _sheet(file: str, found: Found, columns: Columns, form: Form) -> Sheet:
    """Return a sheet with a column for each key, in the order in which they first come."""
    objects = _Objects({form.columns.get(name, name) for name in columns.names})
    records = [objects.record(line, member) for line, member in found]
    if not objects.numbers and records:
        raise Refused(shorten(records[0].text or "an empty object"), OBJECT, records[0].line)
    return Sheet(file, "", [Record(0, list(objects.numbers)), *records])


class _Objects:
    """Makes records of objects; `numbers` are the places of their keys, `known` the useful ones."""

    def __init__(self, known: Set[str]) -> None:
        self.numbers: dict[str, int] = {}
        self._known = known
        self._budget = Budget()

    def record(self, line: int, member: Any) -> Record:
        """Return the record of an object; of anything else, one that says so."""
        self._budget.spend(1, len(self.numbers), 0)
        if not isinstance(member, Mapping):
            shown = str(member) if isinstance(member, Odd) else _json(member)
            return Record(line, [], visible(shown), OBJECT)
        values = {visible(key.strip()): value for key, value in member.items()}
        if len(values) != len(member):
            return Record(line, [], "an object that has a key twice", OBJECT)
        self._add(values, line)
        return self._record(line, values)

    def _add(self, names: Collection[str], line: int) -> None:
        new = [name for name in names if name not in self.numbers]
        for name in new:
            self.numbers[name] = len(self.numbers)
        if new and len(self.numbers) > MOST_COLUMNS:
            raise Refused(f"more than {MOST_COLUMNS:,} keys", f"at most {MOST_COLUMNS:,}", line)
        if new:
            refuse_long(self.numbers, line)

    def _record(self, line: int, values: Mapping[str, Any]) -> Record:
        texts = [""] * len(self.numbers)
        for name, value in values.items():
            # What stands in other columns does no harm.
            if name in self._known and isinstance(value, (dict, list, bool)):
                return Record(line, [], f"{name}: {visible(_json(value))}", f"{_VALUE} as {name}")
            text = "" if value is None else value if isinstance(value, str) else _json(value)
            texts[self.numbers[name]] = text if name in self._known else visible(text)
        return fit_record(line, texts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
