"""waivers.yml -> waivers; one that cannot be read is quarantined, and the others go on."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import yaml

from flows.keyed_entries import fields, read_entries
from flows.yaml_texts import found_in, place_of, text_of
from schemas.faults import did_you_mean
from schemas.periods import parse_day
from schemas.rules.rule import KEY_PATTERN, LONGEST_KEY_CHARACTERS
from schemas.rules.texts import Misplaced, Text
from schemas.terms import Outcome, Quarantined
from schemas.waivers import (
    LINK_PATTERN,
    WAIVABLE_CHECKS,
    WAIVABLE_OUTCOMES,
    WAIVERS_FILE,
    Accepted,
    Waiver,
)

FIELDS = ("check", "figures", "outcome", "reason", "by", "until", "link")
REQUIRED = ("check", "figures", "reason", "by")
_ENTRY = f"a mapping with {', '.join(REQUIRED[:-1])} and {REQUIRED[-1]}"
_FIGURES = "a list of figure ids such as [S101-04, S101-05]"

Given = Mapping[str, yaml.Node]


def read_waivers(
    content: bytes, rules: Iterable[str]
) -> tuple[tuple[Waiver, ...], list[Quarantined]]:
    """Read waivers.yml; `rules` are names of checks beside the program's own."""
    checks = (*WAIVABLE_CHECKS, *rules)
    first: dict[Accepted, Waiver] = {}

    def waiver(key: Text, value: yaml.Node, source: str) -> Waiver:
        read = _waiver(key, dict(fields(value, source, FIELDS, _ENTRY)), value, source, checks)
        before = first.setdefault(read.accepts, read)
        if before is not read:
            expected = f"one waiver of an outcome; {before.waiver_id} on line {before.line} is it"
            raise Misplaced(key.places[0], repr(key.value), expected)
        return read

    return read_entries(WAIVERS_FILE, content, "waiver", waiver)


def _waiver(
    key: Text, given: Given, value: yaml.Node, source: str, checks: tuple[str, ...]
) -> Waiver:
    for name in REQUIRED:
        if name not in given:
            raise Misplaced(place_of(value), f"no {name}", _ENTRY)
    return Waiver(
        waiver_id=_waiver_id(key),
        check_id=_one_of(text_of(given["check"], source), checks, "a check"),
        figure_ids=_figure_ids(given["figures"], source),
        outcome=_outcome(given, source),
        reason=_said(given["reason"], source),
        by=_said(given["by"], source),
        until=_day(given["until"]) if "until" in given else None,
        link=_link(text_of(given["link"], source)) if "link" in given else "",
        line=key.places[0][0],
    )


def _waiver_id(key: Text) -> str:
    if not re.fullmatch(KEY_PATTERN, key.value) or len(key.value) > LONGEST_KEY_CHARACTERS:
        expected = (
            "a key of small letters, digits and hyphens such as hsinchu-2016-digit, "
            f"of at most {LONGEST_KEY_CHARACTERS} characters"
        )
        raise Misplaced(key.places[0], repr(key.value), expected)
    return key.value


def _one_of(text: Text, known: Sequence[str], noun: str) -> str:
    if text.value not in known:
        near = did_you_mean(text.value, known) or f"; there are {', '.join(known)}"
        raise Misplaced(text.places[0], repr(text.value), f"{noun}{near}")
    return text.value


def _outcome(given: Given, source: str) -> Outcome:
    if "outcome" not in given:
        return Outcome.FAIL
    known = [outcome.value for outcome in WAIVABLE_OUTCOMES]
    return Outcome(_one_of(text_of(given["outcome"], source), known, "an outcome"))


def _figure_ids(node: yaml.Node, source: str) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise Misplaced(place_of(node), found_in(node), _FIGURES)
    ids: set[str] = set()
    for text in (text_of(one, source) for one in node.value):
        if not text.value.strip() or text.value in ids:
            raise Misplaced(text.places[0], repr(text.value), "each figure id once")
        ids.add(text.value)
    return tuple(sorted(ids))


def _said(node: yaml.Node, source: str) -> str:
    said = " ".join(text_of(node, source).value.split())
    if not said:
        raise Misplaced(place_of(node), "nothing", "words")
    return said


def _day(node: yaml.Node) -> date:
    """Return the day that a node holds; YAML takes one without quotes for a time."""
    try:
        return parse_day(node.value if isinstance(node, yaml.ScalarNode) else "")
    except ValueError as error:
        raise Misplaced(place_of(node), found_in(node), f"{error}") from None


def _link(text: Text) -> str:
    if not re.fullmatch(LINK_PATTERN, text.value):
        expected = "an address that begins with https:// or http://"
        raise Misplaced(text.places[0], repr(text.value), expected)
    return text.value
