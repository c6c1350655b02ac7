"""Make slips, confront them, print what became of them: python -m benchmarks.slips --help."""

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

from benchmarks.slips.arithmetic import Release
from benchmarks.slips.confronting import Confronted, confronted
from benchmarks.slips.copies import Copy
from benchmarks.slips.detection import by_source
from benchmarks.slips.making import Made, make_slips
from benchmarks.slips.rates import RateTable
from benchmarks.slips.scoring import Score, false_alarms, score
from benchmarks.slips.table import as_table, rows, write_into
from flows.figure_files import load_package
from schemas.figures import read_figures

EXAMPLE = Path("data/examples/zhongguancun")
AS_OF = date(2026, 12, 31)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slips", description=__doc__)
    parser.add_argument("--data", type=Path, default=EXAMPLE, help="the data package")
    parser.add_argument("--seed", type=int, default=1, help="for the choice of slips")
    parser.add_argument("--copies", type=int, default=700, help="detectable slips of each kind")
    parser.add_argument("--document", type=Path, help="write the table between its markers")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> str:
    asked = arguments(given)
    package = load_package(asked.data)
    figures, _ = read_figures(package.printed, package.codes)
    rates = RateTable(package.rates)
    releases = {
        source: Release(ones, package.codes, rates) for source, ones in by_source(figures).items()
    }
    made = make_slips(releases, package.codes, asked.copies, Random(asked.seed))
    slips = [slip for one in made.values() for slip in one.detectable]
    copies = [
        Copy(str(number), releases[slip.original.source_id].figures, slip.slipped)
        for number, slip in enumerate(slips)
    ]
    untouched = [Copy(source, one.figures) for source, one in releases.items()]
    found = confronted([*copies, *untouched], package, AS_OF)
    scores = [score(*pair, found, package.codes) for pair in zip(slips, copies, strict=True)]
    sound = {name: good for one in releases.values() for name, good in one.sound.items()}
    alarms = false_alarms([*copies, *untouched], found, sound)
    said = [_about(asked, sound), as_table(rows(made, scores)), _limits(made, scores)]
    text = "\n\n".join([*said, _times(found, alarms)])
    if asked.document:
        write_into(asked.document, text)
    print(text)
    return text


def _about(asked: argparse.Namespace, sound: dict[str, bool]) -> str:
    command = f"python -m benchmarks.slips --seed {asked.seed} --copies {asked.copies}"
    package = f"`{asked.data.as_posix()}`: {len(sound):,} figures, slips in the"
    return f"`{command}`, {package} {sum(sound.values()):,} of them that stand in no contradiction."


def _limits(made: Mapping[str, Made], scores: Sequence[Score]) -> str:
    warned = sum(one.warned for one in made.values())
    single = [one for one in scores if not one.several]
    first = sum(one.rank == 1 for one in single) / len(single)
    return (
        f"{warned:,} further slips only made a relation warn. Of the {len(single):,} slips that "
        f"one relation alone sees, the figure was suspected first in {first:.1%}."
    )


def _times(found: Confronted, alarms: Sequence[object]) -> str:
    failing = sum(map(len, found.failing.values()))
    return (
        f"False alarms: {len(alarms)}. {failing:,} failing relations among {found.figures:,} "
        f"figures were explained in {found.investigating:.0f} s, "
        f"{found.investigating / found.seconds:.0%} of the whole run of {found.seconds:.0f} s."
    )


if __name__ == "__main__":
    main()
