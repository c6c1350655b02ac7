"""The line and column in a YAML file of each character of a text in it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import yaml

Places = Sequence[tuple[int, int]]

# How one character of a text is written, by the style of its quotes.
_WRITTEN = {
    '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|.", re.DOTALL),
    "'": re.compile("''|.", re.DOTALL),
}
_PLAIN = re.compile(".", re.DOTALL)


@lru_cache(maxsize=1)
def places_in(source: str) -> Places:
    """Return the line and column, counted from 1, of each character of a file, and of its end."""
    places, line, column = [], 1, 1
    for position, char in enumerate(source):
        places.append((line, column))
        ends = char == "\n" or (char == "\r" and source[position + 1 : position + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
    return [*places, (line, column)]


def text_places(node: yaml.ScalarNode, source: str) -> Places:
    """Return the place of each character of a node's text, and of the text's end.

    YAML folds lines into other white space only, so every other character is found in its order.
    """
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        start = source.find("\n", start) + 1
    elif node.style:
        start, end = start + 1, end - 1
    places = places_in(source)
    written = _written(source[start:end], _WRITTEN.get(node.style or "", _PLAIN))
    found, last = [], start
    for char in node.value:
        if not char.isspace():
            last = start + next((at for at, meant in written if meant == char), end - start)
        found.append(places[last])
        last = min(last + 1, end)
    return [*found, places[last]]


def _written(raw: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the offset of each character as written, and the character meant."""
    for match in pattern.finditer(raw):
        text = match[0]
        if text[0] == "\\" and text[1:2] in ("x", "u", "U"):
            yield match.start(), chr(int(text[2:], 16))
        else:
            yield match.start(), text[-1]
