"""What a mapping says of one table's rows, columns and cells: nodes of YAML -> their meaning."""

from collections.abc import Mapping

import yaml

from flows.keyed_entries import fields, refuse_second
from flows.yaml_places import text_places
from flows.yaml_texts import entries, found_in, place_of
from schemas.faults import Fault, did_you_mean
from schemas.figure_fields import Fields
from schemas.rules.texts import Misplaced, Text
from schemas.table_mapping import ALL, MEANING, SKIPPED, Line, is_unit
from schemas.table_texts import label, place_in

LINE_FIELDS = (*MEANING, "sum_of", "id")
_LINE = f"{SKIPPED}, or what the figures are of, such as {{segment: ic}}"

Given = Mapping[str, yaml.Node]


def scalar(node: yaml.Node, source: str) -> Text:
    """Return the text of a node as it is written, be it a year or a day; raises Misplaced."""
    if not isinstance(node, yaml.ScalarNode) or not node.value:
        raise Misplaced(place_of(node), found_in(node), "a text")
    return Text(node.value, text_places(node, source))


def texts(node: yaml.Node, source: str) -> list[Text]:
    """Return the texts of a list; raises Misplaced."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise Misplaced(place_of(node), found_in(node), "a list of texts")
    return [scalar(one, source) for one in node.value]


def meaning(given: Given, source: str, known: Fields) -> dict[str, str]:
    """Return what the given fields say of figures; raises Misplaced for what none can be of."""
    said = {name: scalar(given[name], source) for name in MEANING if name in given}
    for name, text in said.items():
        _refuse(name, text, known)
    return {name: text.value.strip() for name, text in said.items()}


def _refuse(name: str, text: Text, known: Fields) -> None:
    if name == "unit":
        if not is_unit(text.value.strip()):
            expected = "a unit that may follow a number, such as 亿元, million yuan or %"
            raise Misplaced(text.places[0], repr(text.value), expected)
        return
    try:
        known.refuse(name, text.value.strip(), {})
    except Fault as fault:
        raise Misplaced(text.places[0], repr(text.value), fault.expected) from None


def lines(node: yaml.Node, source: str, known: Fields, noun: str) -> tuple[Line, ...]:
    """Return the rows, or the columns, of a table by their labels; raises Misplaced."""
    found: list[Line] = []
    first: dict[str, Text] = {}
    nodes = entries(node, f"labels of {noun}s, each with {_LINE}")
    for key, value in nodes:
        written = scalar(key, source)
        text = Text(_label(written, noun), written.places)
        refuse_second(text, first)
        found.append(_line(text, value, source, known))
    _refuse_unknown_parts(nodes, found, source, noun)
    return tuple(found)


def _label(written: Text, noun: str) -> str:
    place = place_in(written.value)
    if place is not None and place[0] != noun:
        raise Misplaced(written.places[0], repr(written.value), f"a {noun}")
    return written.value if place else label(written.value.split(" / "))


def _line(name: Text, value: yaml.Node, source: str, known: Fields) -> Line:
    place = name.places[0]
    if isinstance(value, yaml.ScalarNode) and value.value == SKIPPED:
        return Line(name.value, place, skipped=True)
    given = dict(fields(value, source, LINE_FIELDS, _LINE))
    return Line(
        name.value,
        place,
        meaning(given, source, known),
        sum_of=_sum_of(given["sum_of"], source) if "sum_of" in given else None,
        id=scalar(given["id"], source).value if "id" in given else "",
    )


def _sum_of(node: yaml.Node, source: str) -> tuple[str, ...]:
    if isinstance(node, yaml.ScalarNode) and node.value == ALL:
        return ()
    return tuple(label(one.value.split(" / ")) for one in texts(node, source))


def _refuse_unknown_parts(
    nodes: list[tuple[yaml.Node, yaml.Node]], found: list[Line], source: str, noun: str
) -> None:
    labels = [line.label for line in found if not line.skipped]
    for line, (_, value) in zip(found, nodes, strict=True):
        for part in line.sum_of or ():
            if part not in labels or part == line.label:
                near = did_you_mean(part, labels)
                expected = f"the label of another {noun} that is not skipped{near}"
                raise Misplaced(place_of(value), repr(part), expected)
