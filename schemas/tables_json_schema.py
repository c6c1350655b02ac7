"""The JSON Schema of tables/*.yml, by which editors complete and check them as they are written."""

from typing import Any

from schemas.keyed_json_schema import keyed_json_schema
from schemas.table_mapping import ALL, SKIPPED
from schemas.terms import PRINTED_STATUSES, Measure

# A year or a day without quotes is no text to an editor.
_TEXT = {"type": ["string", "number"]}
_TEXTS = {"type": "array", "minItems": 1, "items": _TEXT}
_SAYS = {
    "source_id": "The source, from sources.csv",
    "park": "A park, from parks.csv",
    "indicator": "An indicator, from indicators.csv",
    "segment": "A segment, from segments.csv; without it, the park's total",
    "measure": "What is measured; without it, the level",
    "of": "A share's whole, as indicator[segment]@park; the base period of growth or change",
    "period": "Such as 2016, 2016-10 or 2016-01/2016-10",
    "status": "Without it, actual",
    "note": "Anything",
    "unit": "What to read after each number that has no unit of its own, such as 亿元",
}
_MEANING: dict[str, Any] = {name: _TEXT | {"description": says} for name, says in _SAYS.items()} | {
    "measure": {"enum": [one.value for one in Measure], "description": _SAYS["measure"]},
    "status": {"enum": [one.value for one in PRINTED_STATUSES], "description": _SAYS["status"]},
}
_SUM_OF = {
    "description": "The labels of the others that add up to this one; all, where every one does",
    "anyOf": [{"const": ALL}, _TEXTS],
}
_ID = _TEXT | {"description": "What its figures' ids say of it; without it, its codes"}
_LINE = {
    "anyOf": [
        {"const": SKIPPED},
        {
            "type": "object",
            "properties": {**_MEANING, "sum_of": _SUM_OF, "id": _ID},
            "additionalProperties": False,
        },
    ]
}
_MARK = {
    "type": "object",
    "properties": {name: _MEANING[name] for name in ("note", "status")},
    "additionalProperties": False,
}


def _own() -> dict[str, Any]:
    return {
        "like": _TEXT | {"description": "A table above this one: all that is not said here is its"},
        "file": _TEXT | {"description": "The table's file in tables/"},
        "sheet": _TEXT | {"description": "The workbook's sheet, where it has several"},
        "header": _TEXT | {"description": "The columns' labels: a row such as 1, or rows as 2-3"},
        "labels": _TEXT
        | {"description": "The rows' labels: a column such as A, or columns as A-B"},
        **_MEANING,
        "rows": _lines("row"),
        "columns": _lines("column"),
        "marks": {
            "type": "object",
            "additionalProperties": _MARK,
            "description": "Footnote marks, and what they mean",
        },
        "empty": _TEXTS | {"description": 'Texts that stand for no figure, such as "-"'},
        "thousands": _TEXT | {"description": "The separator of thousands, if it is no comma"},
        "skip": _TEXTS | {"description": "Cells that are left out, such as [C7, D7]"},
    }


def _lines(noun: str) -> dict[str, Any]:
    says = f"The {noun}s by their labels, or by their places: what they mean, or {SKIPPED}"
    return {"type": "object", "additionalProperties": _LINE, "description": says}


def json_schema() -> dict[str, Any]:
    """Return the schema as it stands in tables.schema.json."""
    return keyed_json_schema(
        "tables/*.yml",
        "A key for each printed table, with which the ids of its figures begin",
        {
            "properties": _own(),
            "anyOf": [{"required": ["file", "rows", "columns"]}, {"required": ["like"]}],
        },
    )
