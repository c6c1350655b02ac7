"""The JSON Schema of tables/*.yml says what the program reads, and mistakes have their places."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

import schemas
from flows.printed_tables.table_files import FIELDS, read_mappings
from flows.printed_tables.table_lines import LINE_FIELDS
from schemas.codes import Codes, Park
from schemas.figure_fields import Fields
from schemas.tables_json_schema import json_schema

FILE = Path(schemas.__file__).with_name("tables.schema.json")
REST = "file: t.csv, rows: {a: {segment: s}}, columns: {b: {period: 2016}}"
LIST = Codes(parks={"P": Park("P")})


def fits(source: str) -> bool:
    return Draft7Validator(json_schema()).is_valid(yaml.safe_load(source))


def test_the_file_is_what_the_program_says() -> None:
    Draft7Validator.check_schema(json_schema())
    assert json.loads(FILE.read_text(encoding="utf-8")) == json_schema()
    [line] = json_schema()["additionalProperties"]["properties"]["rows"]["additionalProperties"][
        "anyOf"
    ][1:]
    assert tuple(json_schema()["additionalProperties"]["properties"]) == FIELDS
    assert tuple(line["properties"]) == LINE_FIELDS


@pytest.mark.parametrize(
    ("source", "valid"),
    [
        ("", True),
        (f"t: {{{REST}}}", True),
        (f"t: {{{REST}, header: 2-3, labels: A-B, sheet: S, unit: 亿元, period: 2016}}", True),
        (f"t: {{{REST}, marks: {{①: {{note: n}}}}, empty: ['-'], skip: [C7]}}", True),
        (f"t: {{{REST}}}\nu: {{like: t, file: u.csv}}", True),
        ("t: {file: t.csv, rows: {a: skip}, columns: {b: {sum_of: all}, c: {park: P}}}", True),
        ("t: {file: t.csv, rows: {a: {}}}", False),
        ("T: {file: t.csv, rows: {a: {}}, columns: {b: {}}}", False),
        ("t: {file: t.csv, rows: {a: leave}, columns: {b: {}}}", False),
        ("t: {file: t.csv, rows: {a: {sgment: s}}, columns: {b: {}}}", False),
        (f"t: {{{REST}, measure: levle}}", False),
        (f"t: {{{REST}, marks: {{①: {{park: P}}}}}}", False),
        (f"t: {{{REST}, empty: []}}", False),
        (f"t: {{{REST}, file: [t.csv]}}", False),
    ],
)
def test_the_schema_accepts_what_is_read(source: str, valid: bool) -> None:
    assert fits(source) is valid
    _, quarantined = read_mappings("tables/t.yml", source.encode(), Fields(Codes()))
    assert (quarantined == []) is valid


@pytest.mark.parametrize(
    ("source", "line", "column", "found", "expected"),
    [
        (f"t:\n  {{{REST}, park: Q}}", 2, 78, "'Q'", "a code of parks.csv"),
        (f"t: {{{REST}, period: 2016-13}}", 1, 81, "'2016-13'", "month"),
        (f"t: {{{REST}, header: 3-2}}", 1, 81, "'3-2'", "a span"),
        (f"t: {{{REST}, unit: bananas}}", 1, 79, "'bananas'", "a unit that may follow a number"),
        (f"t: {{{REST}, skip: [7]}}", 1, 80, "'7'", "cells such as [C7, D7]"),
        (f"t: {{{REST}, thousands: '10'}}", 1, 85, "'10'", "one sign"),
        ("t: {like: u}", 1, 11, "'u'", "a table above this one: there is none"),
        ("t: {file: a, columns: {}, rows: {a: {sum_of: [c]}}}", 1, 37, "'c'", "another row"),
        ("t: {file: a, columns: {row 7: {}}, rows: {}}", 1, 24, "'row 7'", "a column"),
        ("t: {file: a, columns: {}, rows: {a: {}, ａ: {}}}", 1, 41, "'a'", "each key once"),
    ],
)
def test_mistakes_have_their_places(
    source: str, line: int, column: int, found: str, expected: str
) -> None:
    [mistake] = read_mappings("tables/t.yml", source.encode(), Fields(LIST))[1]
    assert (mistake.place.line, mistake.place.column) == (line, str(column))
    assert found in mistake.found
    assert expected in mistake.expected
