"""YAML -> its nodes, and the place in the file of each character of a text."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from flows.yaml_places import places_in, text_places
from schemas.rules.texts import Misplaced, Text

# A rule lies four levels deep: the file, the rule, `for` and its list.
DEEPEST = 6
_MAPPING = "tag:yaml.org,2002:map"
_TEXT = "tag:yaml.org,2002:str"
# YAML 1.1 ends lines with these, editors and YAML 1.2 do not; so would places.
_NO_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
# Written as an escape in quotes it is YAML, but no text that a database or a file can hold.
_SURROGATE = re.compile("[\ud800-\udfff]")


def compose(source: str) -> yaml.Node | None:
    """Return the one document of a YAML file, None where there is none; raises Misplaced.

    Nothing is built of tags, and aliases, which can make a small file huge, are refused.
    """
    source = source.translate(_NO_LINE_ENDS)
    try:
        for depth, event in _events(source):
            if isinstance(event, yaml.AliasEvent):
                raise _at(event.start_mark, f"the alias *{event.anchor}", "the text itself")
            if depth > DEEPEST:
                raise _at(event.start_mark, "lists within lists", f"at most {DEEPEST} levels")
        return yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        found = error.problem or error.context or "something else"
        raise _at(mark, f"no YAML: {found}", _advice(source, mark)) from None
    except yaml.reader.ReaderError as error:
        place = places_in(source)[error.position]
        raise Misplaced(place, f"the character #x{error.character:04x}", "plain text") from None


def _events(source: str) -> Iterator[tuple[int, yaml.Event]]:
    depth, mark = 0, None
    try:
        for event in yaml.parse(source, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            yield depth, event
            mark = event.end_mark
    except (ValueError, OverflowError):
        # PyYAML takes the digits of an escape or of a version for a number of any size.
        raise _at(mark, "an escape or a version that is none", "plain YAML") from None


def _at(mark: Any, found: str, expected: str) -> Misplaced:
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Misplaced(place, found, expected)


def _advice(source: str, mark: Any) -> str:
    if mark is not None and source[mark.index : mark.index + 1] in ("@", "%", "`", "\t"):
        return "YAML; a text that begins with a sign needs quotes, and lines begin with spaces"
    return "YAML, such as 'key:' and below it, two spaces further in, 'name: text'"


def kind_of(node: yaml.Node) -> str:
    """Return what a node that is no text is called."""
    return "list" if isinstance(node, yaml.SequenceNode) else "mapping"


def place_of(node: yaml.Node) -> tuple[int, int]:
    """Return the line and column in which a node begins."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def text_of(node: yaml.Node, source: str) -> Text:
    """Return a node's text with the place of each character; raises Misplaced for other nodes."""
    if not isinstance(node, yaml.ScalarNode):
        raise Misplaced(place_of(node), f"a {kind_of(node)}", "a text")
    if node.tag != _TEXT:
        expected = "a text; what looks like another value needs quotes"
        raise Misplaced(place_of(node), found_in(node), expected)
    if (half := _SURROGATE.search(node.value)) is not None:
        raise Misplaced(place_of(node), f"\\u{ord(half[0]):x}, half a character", "whole ones")
    return Text(node.value, text_places(node, source))


def found_in(node: yaml.Node) -> str:
    """Return what to say was found where a node is not what was expected."""
    if isinstance(node, yaml.ScalarNode):
        return repr(node.value) if node.value else "nothing"
    return f"a {kind_of(node)}" if node.value else f"an empty {kind_of(node)}"


def entries(node: yaml.Node, expected: str) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys and values of a mapping; raises Misplaced for other nodes."""
    if not isinstance(node, yaml.MappingNode) or node.tag != _MAPPING:
        raise Misplaced(place_of(node), found_in(node), expected)
    return list(node.value)
