"""Make mutants of modules of schemas/, and list those that no test notices.

python -m benchmarks.mutants schemas/intervals.py ... --every 1 --jobs 2
"""

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.mutants.killing import killed, warm_up
from benchmarks.mutants.making import Mutant, mutants, unchanged

WRITE_QUERIES = "from flows.law_queries import _written; _written()"


def main(given: Sequence[str] | None = None) -> None:
    asked = _arguments(given)
    run, survived = Counter[Path](), Counter[Path]()
    with TemporaryDirectory() as kept:
        subprocess.run(
            [sys.executable, "-c", WRITE_QUERIES],
            env={**environ, "XDG_CACHE_HOME": kept},
            check=True,
        )
        warm_up()
        # Tests that fail of themselves would kill every mutant.
        for module, fails in killed(map(unchanged, asked.modules), Path(kept), asked.jobs):
            if fails:
                raise SystemExit(f"{module.file}: its tests fail without a mutant")
        for mutant, noticed in killed(_chosen(asked), Path(kept), asked.jobs):
            run[mutant.file] += 1
            if not noticed:
                survived[mutant.file] += 1
                print(f"{mutant.file}:{mutant.line}: {mutant.was} -> {mutant.now}", flush=True)
    for file in asked.modules:
        print(f"| {file} | {run[file]} | {run[file] - survived[file]} | {survived[file]} |")


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("modules", type=Path, nargs="+", help="files of schemas/")
    parser.add_argument("--every", type=int, default=1, help="take only each so many-th mutant")
    parser.add_argument("--jobs", type=int, default=2, help="mutants at a time")
    return parser.parse_args(given)


def _chosen(asked: argparse.Namespace) -> Iterator[Mutant]:
    for file in asked.modules:
        yield from mutants(file)[:: asked.every]


if __name__ == "__main__":
    main()
