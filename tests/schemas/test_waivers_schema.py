"""The JSON Schema of waivers.yml says what the program reads."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

import schemas
from flows.waivers.files import FIELDS, REQUIRED, read_waivers
from schemas.waivers_json_schema import json_schema

FILE = Path(schemas.__file__).with_name("waivers.schema.json")
PAGE = Path(schemas.__file__).parents[1] / "docs" / "waivers.md"
REST = "figures: [a], reason: r, by: b"


class AsWritten(yaml.SafeLoader):
    """YAML as editors read it, to whom a day is a text."""


AsWritten.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def fits(source: str) -> bool:
    return Draft7Validator(json_schema()).is_valid(yaml.load(source, AsWritten))


def test_the_file_is_what_the_program_says() -> None:
    Draft7Validator.check_schema(json_schema())
    assert json.loads(FILE.read_text(encoding="utf-8")) == json_schema()
    assert tuple(json_schema()["additionalProperties"]["properties"]) == FIELDS
    assert tuple(json_schema()["additionalProperties"]["required"]) == REQUIRED


@pytest.mark.parametrize(
    ("source", "valid"),
    [
        ("", True),
        (f"a: {{check: sum, {REST}}}", True),
        (f"a: {{check: sum, {REST}, outcome: unknown, until: 2027-06-30}}", True),
        (f"a: {{check: sum, {REST}, link: 'https://a.b/c d'}}", False),
        (f"a: {{check: sum, {REST}, link: a.b}}", False),
        (f"a: {{check: sum, {REST}, outcome: pass}}", False),
        (f"a: {{check: sum, {REST}, until: June}}", False),
        (f"a: {{check: sum, {REST}, utnil: 2027-06-30}}", False),
        (f"A: {{check: sum, {REST}}}", False),
        ("- sum", False),
        ("a: sum", False),
        ("a: {check: sum, figures: [a], reason: r}", False),
        ("a: {check: sum, figures: [], reason: r, by: b}", False),
        ("a: {check: sum, figures: a, reason: r, by: b}", False),
        ("a: {check: sum, figures: [1], reason: r, by: b}", False),
        ("a: {check: sum, figures: [a, a], reason: r, by: b}", False),
        ("a: {check: sum, figures: [a], reason: '', by: b}", False),
        ("a: {check: sum, figures: [a], reason: r, by: 5}", False),
    ],
)
def test_the_schema_accepts_what_is_read(source: str, valid: bool) -> None:
    assert fits(source) is valid
    _, quarantined = read_waivers(source.encode(), [])
    assert (quarantined == []) is valid


def test_the_example_of_the_page_is_read_and_fits() -> None:
    [source] = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    waivers, quarantined = read_waivers(source.encode(), [])
    assert (len(waivers), quarantined) == (1, [])
    assert fits(source)
