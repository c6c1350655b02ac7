"""rules.yml -> rules; a rule that cannot be read is quarantined, and the others go on."""

import yaml

from flows.keyed_entries import LARGEST_BYTES, fields, read_entries, refuse_second
from flows.yaml_texts import entries, found_in, place_of, text_of
from schemas.codes import Codes
from schemas.rules.rule import Rule, read_rule
from schemas.rules.texts import Misplaced, RuleText, Text
from schemas.terms import Quarantined

__all__ = ["FIELDS", "LARGEST_BYTES", "read_rules"]

FIELDS = ("rule", "says", "at_most", "for")
_ENTRY = "a mapping with a rule, such as {rule: exports <= output}"
_VALUES = "all, or a list of codes such as [software, ic]"

Values = dict[str, tuple[Text, Text | tuple[Text, ...]]]


def read_rules(
    file: str, content: bytes, codes: Codes
) -> tuple[tuple[Rule, ...], list[Quarantined]]:
    """Read the rules of a file; what is no YAML mapping of rules is refused as a whole."""

    def rule(key: Text, value: yaml.Node, source: str) -> Rule:
        return read_rule(_rule_text(key, value, source), codes)

    return read_entries(file, content, "rule", rule)


def _rule_text(key: Text, value: yaml.Node, source: str) -> RuleText:
    given = dict(fields(value, source, FIELDS, _ENTRY))
    if "rule" not in given:
        raise Misplaced(place_of(value), "no rule", f"one of the keys to be rule: {_ENTRY}")
    texts = {name: text_of(given[name], source) for name in FIELDS[:3] if name in given}
    values = _values(given["for"], source) if "for" in given else {}
    return RuleText(key, texts["rule"], texts.get("says"), texts.get("at_most"), values)


def _values(node: yaml.Node, source: str) -> Values:
    values: Values = {}
    first: dict[str, Text] = {}
    for key, listed in entries(node, f"names with values: {_VALUES}"):
        name = text_of(key, source)
        refuse_second(name, first)
        values[name.value] = name, _listed(listed, source)
    return values


def _listed(node: yaml.Node, source: str) -> Text | tuple[Text, ...]:
    if isinstance(node, yaml.SequenceNode) and node.value:
        return tuple(text_of(one, source) for one in node.value)
    if isinstance(node, yaml.ScalarNode) and node.value == "all":
        return text_of(node, source)
    raise Misplaced(place_of(node), found_in(node), _VALUES)
