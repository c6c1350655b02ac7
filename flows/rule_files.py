"""rules.yml -> rules; a rule that cannot be read is quarantined, and the others go on."""

from collections.abc import Iterator, Sequence

import yaml

from flows.text_files import Refused, decode
from flows.yaml_texts import compose, entries, found_in, place_of, text_of
from schemas.codes import Codes
from schemas.faults import did_you_mean, row_json, shorten
from schemas.rules.rule import Rule, read_rule
from schemas.rules.texts import Misplaced, RuleText, Text
from schemas.terms import Place, Quarantined

LARGEST_BYTES = 200_000
FIELDS = ("rule", "says", "at_most", "for")
_ENTRY = "a mapping with a rule, such as {rule: exports <= output}"
_VALUES = "all, or a list of codes such as [software, ic]"

Values = dict[str, tuple[Text, Text | tuple[Text, ...]]]


def read_rules(
    file: str, content: bytes, codes: Codes
) -> tuple[tuple[Rule, ...], list[Quarantined]]:
    """Read the rules of a file; what is no YAML mapping of rules is refused as a whole."""
    if not content.strip():
        return (), []
    try:
        source = _source(content)
        document = compose(source)
        nodes = [] if document is None else entries(document, "keys with a rule each")
    except Refused as refused:
        expected = f"a YAML file in UTF-8 of at most {LARGEST_BYTES:,} bytes"
        return (), [Quarantined(Place(file), shorten(refused.found), expected, refused=True)]
    except Misplaced as mistake:
        return (), [mistake.quarantined(file, refused=True)]
    return _read(file, nodes, source, codes)


def _source(content: bytes) -> str:
    if len(content) > LARGEST_BYTES:
        raise Refused(f"{len(content):,} bytes", "")
    return decode(content)


def _read(
    file: str, nodes: Sequence[tuple[yaml.Node, yaml.Node]], source: str, codes: Codes
) -> tuple[tuple[Rule, ...], list[Quarantined]]:
    rules: list[Rule] = []
    quarantined: list[Quarantined] = []
    first: dict[str, tuple[int, int]] = {}
    for key, value in nodes:
        try:
            name = text_of(key, source)
            _refuse_second(name, first)
            rules.append(read_rule(_rule_text(name, value, source), codes))
        except Misplaced as mistake:
            quarantined.append(mistake.quarantined(file, _row(key, value, source)))
    return tuple(rules), quarantined


def _row(key: yaml.Node, value: yaml.Node, source: str) -> str:
    """Return a rule as it stands in the file, as JSON text."""
    return row_json({"rule": source[key.start_mark.index : value.end_mark.index].rstrip()})


def _refuse_second(name: Text, first: dict[str, tuple[int, int]]) -> None:
    line, _ = first.setdefault(name.value, name.places[0])
    if first[name.value] != name.places[0]:
        expected = f"each key once; line {line} has this one"
        raise Misplaced(name.places[0], repr(name.value), expected)


def _rule_text(key: Text, value: yaml.Node, source: str) -> RuleText:
    given = dict(_fields(value, source))
    if "rule" not in given:
        raise Misplaced(place_of(value), "no rule", f"one of the keys to be rule: {_ENTRY}")
    texts = {name: text_of(given[name], source) for name in FIELDS[:3] if name in given}
    values = _values(given["for"], source) if "for" in given else {}
    return RuleText(key, texts["rule"], texts.get("says"), texts.get("at_most"), values)


def _fields(value: yaml.Node, source: str) -> Iterator[tuple[str, yaml.Node]]:
    first: dict[str, tuple[int, int]] = {}
    for key, node in entries(value, _ENTRY):
        name = text_of(key, source)
        if name.value not in FIELDS:
            expected = f"one of {', '.join(FIELDS)}{did_you_mean(name.value, FIELDS)}"
            raise Misplaced(name.places[0], repr(name.value), expected)
        _refuse_second(name, first)
        yield name.value, node


def _values(node: yaml.Node, source: str) -> Values:
    values: Values = {}
    first: dict[str, tuple[int, int]] = {}
    for key, listed in entries(node, f"names with values: {_VALUES}"):
        name = text_of(key, source)
        _refuse_second(name, first)
        values[name.value] = name, _listed(listed, source)
    return values


def _listed(node: yaml.Node, source: str) -> Text | tuple[Text, ...]:
    if isinstance(node, yaml.SequenceNode) and node.value:
        return tuple(text_of(one, source) for one in node.value)
    if isinstance(node, yaml.ScalarNode) and node.value == "all":
        return text_of(node, source)
    raise Misplaced(place_of(node), found_in(node), _VALUES)
