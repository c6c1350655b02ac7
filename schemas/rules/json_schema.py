"""The JSON Schema of rules.yml, by which editors complete and check it as it is written."""

from typing import Any

from schemas.keyed_json_schema import keyed_json_schema
from schemas.rules.grammar import LONGEST_CHARACTERS
from schemas.rules.rule import LAW_NAMES

_RULE = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST_CHARACTERS,
    "description": "What holds: two sides with ==, <= or >= between them, or a side in low .. high",
    "examples": ["total_income / employees in 200_000 .. 20_000_000", "exports <= total_income"],
}
_SAYS = {"type": "string", "description": "What the rule says in words, shown in its messages"}
_AT_MOST = {"const": "warn", "description": "The worst that the rule says; without it, fail"}
_VALUES = {"type": "array", "minItems": 1, "items": {"type": "string"}}
_FOR = {
    "type": "object",
    "description": "Codes for names that stand in the rule with a $; all is a whole code list",
    "examples": [{"s": ["software", "ic"]}, {"s": "all"}],
    "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]*$"},
    "additionalProperties": {"anyOf": [{"const": "all"}, _VALUES]},
}


def json_schema() -> dict[str, Any]:
    """Return the schema as it stands in rules.schema.json."""
    schema = keyed_json_schema(
        "rules.yml",
        "A key for each rule, by which checks, waivers and the quality log name it",
        {
            "properties": {"rule": _RULE, "says": _SAYS, "at_most": _AT_MOST, "for": _FOR},
            "required": ["rule"],
        },
    )
    schema["propertyNames"]["not"] = {"enum": list(LAW_NAMES)}
    return schema
