"""Make mutants of modules of schemas/, and list those that no test notices.

python -m benchmarks.mutants schemas/intervals.py ... --every 1 --jobs 2
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest
from math import inf
from pathlib import Path
from time import monotonic

from benchmarks.mutants.anew import tried_anew
from benchmarks.mutants.choosing import Choice
from benchmarks.mutants.copies import in_copies, quietly
from benchmarks.mutants.making import Mutant, mutants
from benchmarks.mutants.quick import Quick, is_quick
from benchmarks.mutants.record import KEPT
from benchmarks.mutants.recording import recorded
from benchmarks.mutants.session import collected, warm_up
from benchmarks.mutants.telling import Tally

WRITE_QUERIES = "from flows.laws.queries import _written; _written()"


def main(given: Sequence[str] | None = None) -> None:
    asked = _arguments(given)
    out = os.fdopen(os.dup(1), "w", buffering=1)
    # What it has been asked before stays the program's own, for it is written ahead.
    os.environ |= {"XDG_CACHE_HOME": str(KEPT / "cache"), "DO_NOT_TRACK": "1"}
    subprocess.run([sys.executable, "-c", WRITE_QUERIES], check=True)
    warm_up()
    choice = Choice(recorded(asked.jobs))
    tally = Tally(out, choice)
    until = monotonic() + 60 * asked.minutes
    quick, anew = list[Mutant](), list[Mutant]()
    for mutant in _chosen(asked):
        if is_quick(mutant, choice):
            quick.append(mutant)
        elif not asked.functions:
            anew.append(mutant)
    print(f"{len(quick)} the quick way, {len(anew)} with the program loaded anew", file=out)
    for ended in in_copies(
        _in_time(anew, until), lambda one: tried_anew(one, choice, asked.seconds), asked.jobs
    ):
        tally.add(ended)

    def go_on(session: Quick) -> None:
        for ended in in_copies(_in_time(quick, until), session.tried, asked.jobs):
            tally.add(ended)
        for test in in_copies(tally.noticing(), session.fails_alone, asked.jobs):
            tally.check(test)

    quietly()
    collected(choice.files, Quick(choice, asked.seconds, go_on))
    tally.tell(asked.modules)


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("modules", type=Path, nargs="+", help="files of schemas/")
    parser.add_argument("--every", type=int, default=1, help="take only each so many-th mutant")
    parser.add_argument("--first", type=int, default=0, help="and leave out so many before it")
    parser.add_argument("--again", type=Path, help="only those that this output says survived")
    parser.add_argument("--functions", action="store_true", help="only those tried the quick way")
    parser.add_argument("--jobs", type=int, default=2, help="mutants at a time")
    parser.add_argument("--minutes", type=float, default=inf, help="begin none after so long")
    parser.add_argument("--seconds", type=float, default=60, help="processor time for a mutant")
    return parser.parse_args(given)


def _chosen(asked: argparse.Namespace) -> Iterator[Mutant]:
    """Yield the mutants of all modules in turn, so that none is left out when time is short."""
    told = asked.again.read_text(encoding="utf-8") if asked.again else ""
    chosen = (mutants(file)[asked.first :: asked.every] for file in asked.modules)
    return (
        one
        for several in zip_longest(*chosen)
        for one in several
        if one and (not told or f"{one} (" in told)
    )


def _in_time(several: Sequence[Mutant], until: float) -> Iterator[Mutant]:
    return takewhile(lambda _: monotonic() < until, several)


if __name__ == "__main__":
    main()
