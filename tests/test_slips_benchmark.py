"""The benchmark of slips: its slips are slips, its arithmetic is exact, the program does well."""

import csv
from pathlib import Path
from random import Random

import pytest

from benchmarks.slips.__main__ import AS_OF, EXAMPLE, main
from benchmarks.slips.arithmetic import Release
from benchmarks.slips.copies import Copy, original, package_of
from benchmarks.slips.detection import by_source, seen
from benchmarks.slips.kinds import KINDS
from benchmarks.slips.making import make_slips
from benchmarks.slips.rates import RateTable
from flows.figure_files import load_package
from schemas.figures import read_figures

ROOT = Path(__file__).parents[1]
PACKAGE = load_package(ROOT / EXAMPLE)
RELEASES = {
    source: Release(figures, PACKAGE.codes, RateTable(PACKAGE.rates))
    for source, figures in by_source(read_figures(PACKAGE.printed, PACKAGE.codes)[0]).items()
    if source in ("S003", "S020", "S101", "S102", "S113", "S165", "S169", "S187", "S190")
}


def test_every_known_contradiction_of_one_source_is_seen_by_the_exact_arithmetic() -> None:
    with (ROOT / "tests" / "cases" / "expected.csv").open(encoding="utf-8", newline="") as lines:
        failing = [
            row["figure_ids"].split(";")
            for row in csv.DictReader(lines)
            if row["outcome"] == "fail"
        ]
    for ids in failing:
        sources = {one.partition("-")[0] for one in ids}
        for source in sources & RELEASES.keys() if len(sources) == 1 else ():
            assert not any(RELEASES[source].sound[one] for one in ids)
    assert all(RELEASES["S102"].sound.values())


def test_slips_are_chosen_by_the_seed_and_read_otherwise_than_the_original() -> None:
    first, again = (make_slips(RELEASES, PACKAGE.codes, 3, Random(5)) for _ in range(2))
    assert first == again
    assert [kind for kind in KINDS if not first[kind].made] == []
    for made in first.values():
        assert len(made.detectable) <= made.made
        for slip in made.detectable:
            assert slip.slipped.printed != slip.original.printed
            known = seen(RELEASES[slip.original.source_id], slip.slipped)
            assert known is not None
            assert known.detectable


def test_the_original_text_is_never_seen_as_a_slip() -> None:
    for release in RELEASES.values():
        for figure in release.figures:
            known = seen(release, figure) if release.sound[figure.figure_id] else None
            assert known is None or not known.detectable


def test_copies_share_nothing_but_their_code_lists() -> None:
    figures = RELEASES["S102"].figures
    package = package_of([Copy("a", figures, figures[0]), Copy("b", figures)], PACKAGE)
    ids = [row.figure_id for row in package.printed]
    read, unread = read_figures(package.printed, package.codes)
    assert not unread
    assert len(set(ids)) == len(ids) == 2 * len(figures)
    assert {original(one) for one in ids} == {one.figure_id for one in figures}
    assert {one.park for one in read}.isdisjoint(PACKAGE.codes.parks)


@pytest.mark.slow
def test_a_small_run_flags_every_detectable_slip_without_a_false_alarm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    document = tmp_path / "accuracy.md"
    document.write_text("before\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nafter\n")
    text = main(["--seed", "3", "--copies", "2", "--document", str(document)])
    everything = next(line for line in text.splitlines() if line.startswith("| all"))
    assert "False alarms: 0." in text
    assert everything.split("|")[4].strip() == "100.0"
    assert document.read_text().startswith("before\n<!-- measured: begin -->\n\n`python -m")
    assert document.read_text().endswith("<!-- measured: end -->\nafter\n")
    assert "old" not in document.read_text()
    assert AS_OF.year == 2026
