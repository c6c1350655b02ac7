"""Kill runs at random moments and tell what is left: python -m benchmarks.kills --help."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.documents import write_between
from benchmarks.kills.killing import Left, Scene
from benchmarks.kills.moments import PLACES, SHARES

HEADINGS = ("killed", "kills", "the run is in the log", "a new report", "drafts left", "faults")
_TRIES = 3


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="how many runs are killed")
    parser.add_argument("--seed", type=int, default=1, help="for the choice of moments")
    parser.add_argument("--document", type=Path, help="write the table between its markers")
    return parser.parse_args(given)


def kills(scene: Scene, times: int, random: Random, next_after: int = 1) -> Iterator[Left]:
    """Kill as many runs; after every so many, the next run must end right."""
    done = 0
    # Some end before they are killed.
    for number in range(_TRIES * times):
        if done == times:
            break
        left = scene.kill(PLACES[number % len(PLACES)], random)
        if left.killed:
            done += 1
            if done % next_after == 0:
                left.faults.extend(scene.go_on())
        yield left


def main(given: Sequence[str] | None = None) -> int:
    asked = arguments(given)
    with TemporaryDirectory() as folder:
        scene = Scene(Path(folder))
        tried = kills(scene, asked.times, Random(asked.seed))
        found = [one for number, one in enumerate(tried, 1) if _said(number, one)]
    text = "\n".join([_about(scene, asked), "", *_table(found)])
    if asked.document:
        write_between(asked.document, "kills", text)
    print(text)
    return any(one.faults for one in found)


def _said(number: int, left: Left) -> bool:
    print(f"\r{number} runs", end="", file=sys.stderr, flush=True)
    for fault in left.faults:
        print(f"\r{left.place}: {fault}", file=sys.stderr)
    return left.killed or bool(left.faults)


def _about(scene: Scene, asked: argparse.Namespace) -> str:
    course = scene.course
    written = (course.written - course.commits) * 1000
    return (
        f"`python -m benchmarks.kills --times {asked.times} --seed {asked.seed}`: a run of "
        f"{course.ends:.1f} s, of which commit and checkpoint take {written:.0f} ms."
    )


def _table(found: Sequence[Left]) -> list[str]:
    rows = [_row(place, [one for one in found if one.place == place]) for place in SHARES]
    lines = [HEADINGS, ["---", *["---:"] * (len(HEADINGS) - 1)], *rows, _row("all", found)]
    return [f"| {' | '.join(line)} |" for line in lines]


def _row(place: str, of: Sequence[Left]) -> list[str]:
    counts = (
        sum(one.killed for one in of),
        sum(one.is_logged for one in of),
        sum(one.new_report for one in of),
        sum(one.drafts for one in of),
        sum(len(one.faults) for one in of),
    )
    return [place, *map(str, counts)]


if __name__ == "__main__":
    sys.exit(main())
