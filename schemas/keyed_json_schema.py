"""The JSON Schema that YAML files of a data package have in common: a key for each entry."""

from collections.abc import Mapping
from typing import Any

from schemas.rules.rule import KEY_PATTERN, LONGEST_KEY_CHARACTERS


def keyed_json_schema(file: str, description: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a file whose entries have what `entry` says, and nothing else."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{file} of a parkfigures data package",
        "description": description,
        "type": ["object", "null"],
        "propertyNames": {"pattern": KEY_PATTERN, "maxLength": LONGEST_KEY_CHARACTERS},
        "additionalProperties": {"type": "object", **entry, "additionalProperties": False},
    }
