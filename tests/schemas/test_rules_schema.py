"""The JSON Schema of rules.yml says what the program reads."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

import schemas.rules
from flows.rule_files import FIELDS, read_rules
from schemas.codes import Codes
from schemas.laws import LAWS
from schemas.rules.json_schema import json_schema
from schemas.rules.rule import LAW_NAMES

FILE = Path(schemas.rules.__file__).with_name("rules.schema.json")


def test_the_file_is_what_the_program_says() -> None:
    Draft7Validator.check_schema(json_schema())
    assert json.loads(FILE.read_text(encoding="utf-8")) == json_schema()
    assert tuple(json_schema()["additionalProperties"]["properties"]) == FIELDS


def test_no_law_leaves_its_name_to_a_rule() -> None:
    assert {law.name for law in LAWS} <= set(LAW_NAMES)


@pytest.mark.parametrize(
    ("source", "valid"),
    [
        ("", True),
        ("a: {rule: exports <= 1}", True),
        ("a: {rule: exports <= 1, says: Few., at_most: warn}", True),
        ('a: {rule: "exports[$s] <= 1", for: {s: [ic]}}', True),
        ("- exports <= 1", False),
        ("a: exports <= 1", False),
        ("a: {says: Few.}", False),
        ("a: {rule: 1}", False),
        ("a: {rule: exports <= 1, says: 5}", False),
        ("a: {rule: exports <= 1, at_most: fail}", False),
        ("a: {rule: exports <= 1, at_mots: warn}", False),
        ('a: {rule: "exports[$s] <= 1", for: {s: ic}}', False),
        ('a: {rule: "exports[$s] <= 1", for: {s: []}}', False),
        ('a: {rule: "exports[$s] <= 1", for: {s: [1]}}', False),
        ("sum: {rule: exports <= 1}", False),
        ("A: {rule: exports <= 1}", False),
    ],
)
def test_the_schema_accepts_what_is_read(source: str, valid: bool) -> None:
    assert Draft7Validator(json_schema()).is_valid(yaml.safe_load(source)) is valid
    _, quarantined = read_rules("rules.yml", source.encode(), Codes())
    assert (quarantined == []) is valid
