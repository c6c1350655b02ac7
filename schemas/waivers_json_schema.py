"""The JSON Schema of waivers.yml, by which editors complete and check it as it is written."""

from typing import Any

from schemas.keyed_json_schema import keyed_json_schema
from schemas.waivers import LINK_PATTERN, WAIVABLE_CHECKS, WAIVABLE_OUTCOMES

_WORDS = {"type": "string", "pattern": r"\S"}
_CHECK = {
    "type": "string",
    "description": "The check whose outcome is accepted: a law, network, or a rule's key",
    "examples": list(WAIVABLE_CHECKS),
}
_FIGURES = {
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "items": _WORDS,
    "description": "The ids of all figures of the relation, in any order",
    "examples": [["S101-04", "S101-05"]],
}
_OUTCOME = {
    "enum": [outcome.value for outcome in WAIVABLE_OUTCOMES],
    "description": "The outcome that is accepted; without it, fail",
}
_UNTIL = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "description": "The last day on which the waiver holds; without it, it has no end",
}

_LINK = {
    "type": "string",
    "pattern": LINK_PATTERN,
    "description": "Where more is said of it",
}


def json_schema() -> dict[str, Any]:
    """Return the schema as it stands in waivers.schema.json."""
    return keyed_json_schema(
        "waivers.yml",
        "A key for each waiver, by which the quality log names it",
        {
            "properties": {
                "check": _CHECK,
                "figures": _FIGURES,
                "outcome": _OUTCOME,
                "reason": _WORDS | {"description": "Why the outcome is accepted"},
                "by": _WORDS | {"description": "Who accepts it"},
                "until": _UNTIL,
                "link": _LINK,
            },
            "required": ["check", "figures", "reason", "by"],
        },
    )
