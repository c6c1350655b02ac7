"""waivers.yml: what is read, and where each mistake is said to be."""

import json
from datetime import date
from pathlib import Path

import pytest

from flows.figure_files import load_package
from flows.keyed_entries import LARGEST_BYTES
from flows.waivers.files import read_waivers
from schemas.terms import Outcome, Place, Quarantined
from schemas.waivers import Waiver

REST = "reason: r, by: b"


def read(content: str | bytes) -> tuple[list[str], list[Quarantined]]:
    data = content if isinstance(content, bytes) else content.encode()
    waivers, quarantined = read_waivers(data, ["own-rule"])
    return [one.waiver_id for one in waivers], quarantined


def test_a_waiver_is_read_with_all_that_is_written() -> None:
    source = (
        "# comment\n"
        "hsinchu-2016-digit:\n"
        "  check: own-rule\n"
        "  figures: [b, 'a c']\n"
        "  outcome: unknown\n"
        "  reason: The magazine printed\n    a wrong digit.\n"
        "  by: A. Editor\n"
        "  until: 2027-06-30\n"
        "  link: https://example.org/1\n"
        f"short: {{check: network, figures: [a], {REST}}}\n"
    )
    waivers, quarantined = read_waivers(source.encode(), ["own-rule"])
    assert quarantined == []
    assert waivers == (
        Waiver(
            "hsinchu-2016-digit",
            "own-rule",
            ("a c", "b"),
            Outcome.UNKNOWN,
            "The magazine printed a wrong digit.",
            "A. Editor",
            date(2027, 6, 30),
            "https://example.org/1",
            2,
        ),
        Waiver("short", "network", ("a",), Outcome.FAIL, "r", "b", line=11),
    )


# The waiver, then the text at which the mistake is, what was found and part of the expectation.
MISTAKES = [
    ("{figures: [a], reason: r, by: b}", "{fig", "no check", "a mapping with check, figures"),
    ("{check: sum, reason: r, by: b}", "{check", "no figures", "a mapping with check, figures"),
    ("{check: sum, figures: [a], by: b}", "{check", "no reason", "reason and by"),
    ("{check: sum, figures: [a], reason: r}", "{check", "no by", "reason and by"),
    ("sum", "sum", "'sum'", "a mapping with check"),
    (f"{{chek: sum, figures: [a], {REST}}}", "chek", "'chek'", "did you mean 'check'?"),
    (f"{{check: smu, figures: [a], {REST}}}", "smu", "'smu'", "did you mean 'sum'?"),
    (f"{{check: ownrule, figures: [a], {REST}}}", "ownrule", "'ownrule'", "'own-rule'?"),
    (f"{{check: waiver, figures: [a], {REST}}}", "waiver", "'waiver'", "there are share,"),
    (f"{{check: sum, figures: a, {REST}}}", "a, re", "'a'", "a list of figure ids"),
    (f"{{check: sum, figures: [], {REST}}}", "[]", "an empty list", "a list of figure ids"),
    (f"{{check: sum, figures: [1], {REST}}}", "1]", "'1'", "needs quotes"),
    (f"{{check: sum, figures: [a, b, a], {REST}}}", "a], r", "'a'", "each figure id once"),
    (f"{{check: sum, figures: [a], outcome: fial, {REST}}}", "fial", "'fial'", "'fail'?"),
    (f"{{check: sum, figures: [a], outcome: pass, {REST}}}", "pass", "'pass'", "warn, unknown"),
    ("{check: sum, figures: [a], reason: ' ', by: b}", "' '", "nothing", "words"),
    ("{check: sum, figures: [a], reason: r, by: 5}", "5", "'5'", "needs quotes"),
    ('{check: sum, figures: [a], reason: "\\ud800", by: b}', '"', "\\ud800, half", "whole ones"),
    (f"{{check: sum, figures: [a], until: 2027-6-30, {REST}}}", "2027", "'2027-6-30'", "a day"),
    (f"{{check: sum, figures: [a], until: 2027-02-30, {REST}}}", "2027", "'2027-02-30'", "day is"),
    (f"{{check: sum, figures: [a], until: , {REST}}}", " , reason", "nothing", "a day such as"),
    (f"{{check: sum, figures: [a], until: [], {REST}}}", "[],", "an empty list", "a day such as"),
    (f"{{check: sum, figures: [a], link: 'javascript:x', {REST}}}", "java", "'java", "https://"),
    (f"{{check: sum, figures: [a], {REST}, by: c}}", "by: c", "'by'", "line 3 has this one"),
]


@pytest.mark.parametrize(("waiver", "at", "found", "expected"), MISTAKES)
def test_a_mistake_is_told_with_its_place(waiver: str, at: str, found: str, expected: str) -> None:
    good = f"{{check: sum, figures: [z], {REST}}}"
    source = f"good: {good}\n\nbad: {waiver}\nlast: {good.replace('z', 'y')}\n"
    names, [entry] = read(source)
    assert names == ["good", "last"]
    assert (entry.place.file, entry.place.line) == ("waivers.yml", 3)
    assert f"bad: {waiver}"[int(entry.place.column) - 1 :].startswith(at)
    assert entry.found.startswith(found)
    assert expected in entry.expected
    assert json.loads(entry.row) == {"waiver": f"bad: {waiver}"}
    assert not entry.refused


@pytest.mark.parametrize(
    ("second", "found", "expected"),
    [
        ("one: {check: growth, figures: [a, b]", "'one'", "line 1 has this one"),
        ("two: {check: sum, figures: [b, a]", "'two'", "one on line 1 is it"),
        ("Two: {check: growth, figures: [a, b]", "'Two'", "small letters"),
        ("2: {check: growth, figures: [a, b]", "'2'", "a text"),
    ],
)
def test_a_second_waiver_has_its_own_key_and_relation(
    second: str, found: str, expected: str
) -> None:
    source = f"one: {{check: sum, figures: [a, b], {REST}}}\n{second}, {REST}}}\n"
    names, [entry] = read(source)
    assert (names, entry.place) == (["one"], Place("waivers.yml", 2, "1"))
    assert entry.found == found
    assert expected in entry.expected


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        ("- one", 1, "a list"),
        ("one: &x {check: sum}\ntwo: *x", 2, "the alias *x"),
        ("one: " + "[" * 50_000, 1, "lists within lists"),
        ("one: {check: sum", 1, "no YAML"),
        ("one: 1\n--- \ntwo: 2", 2, "no YAML"),
        (b"one: \xe9", 0, "byte 0xe9"),
        ("#" * (LARGEST_BYTES + 1), 0, "200,001 bytes"),
    ],
)
def test_what_is_no_mapping_of_waivers_is_refused(
    content: str | bytes, line: int, found: str
) -> None:
    names, [entry] = read(content)
    assert names == []
    assert entry.refused
    assert (entry.place.file, entry.place.line) == ("waivers.yml", line)
    assert entry.found.startswith(found)


def test_waivers_are_part_of_a_package_and_of_its_hash(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    figure = "figure_id,source_id,park,indicator,period,printed\na,S,P,I,2016,5\n"
    (tmp_path / "figures" / "a.csv").write_text(figure)
    before = load_package(tmp_path)
    source = f"one: {{check: sum, figures: [a], {REST}}}"
    (tmp_path / "waivers.yml").write_text(source)
    after = load_package(tmp_path)
    (tmp_path / "waivers.yml").rename(tmp_path / "waivers.yaml")
    [refused] = load_package(tmp_path).quarantined
    assert ([one.waiver_id for one in after.waivers], before.waivers) == (["one"], ())
    assert after.hashes["data_hash"] != before.hashes["data_hash"]
    assert after.hashes["waivers_hash"] != before.hashes["waivers_hash"]
    assert (refused.place.file, refused.refused) == ("waivers.yaml", True)
    assert "waivers.yml" in refused.expected
