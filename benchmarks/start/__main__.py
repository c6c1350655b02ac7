"""A check of ten figures, and the same as a Prefect flow: python -m benchmarks.start --help."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.documents import write_between
from benchmarks.measuring.machine import machine
from benchmarks.measuring.running import Limits, Ran, run
from benchmarks.measuring.tables import as_table
from benchmarks.measuring.turns import in_turns, typical
from benchmarks.start.server import prefect_server

NAME = "start"
DATA = "data"
IMPORTS = "import pandera.ibis, duckdb"
EMPTY = "benchmarks.start.empty_flow"
PROGRAM = Path(sys.executable).parent / "parkfigures"
HEADINGS = ("", "s", "×", "CPU s", "×", "MiB")
# An installed program has been compiled, whatever whoever measures it prefers.
BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
MINUTE = Limits(seconds=60)
Commands = Mapping[str, Sequence[str | Path]]


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="runs of each")
    parser.add_argument("--flow-rounds", type=int, default=7, help="runs of each flow")
    parser.add_argument("--document", type=Path, help="write the table between its markers")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> str:
    asked = arguments(given)
    about = machine("duckdb", "ibis-framework", "pandera", "prefect")
    with TemporaryDirectory() as folder:
        warehouse = Path(folder) / "log.duckdb"
        rows = _rows(_measured(_checks(warehouse), asked.rounds, {}))
        if asked.flow_rounds:
            with prefect_server(Path(folder)) as environment:
                flows = _flows(warehouse)
                rows += _rows(_measured(flows, asked.flow_rounds, environment))
    text = f"{about}\n\n{as_table(HEADINGS, rows)}\n\n{_conditions(asked)}"
    if asked.document:
        write_between(asked.document, NAME, text)
    print(text)
    return text


def _checks(warehouse: Path) -> Commands:
    return {
        f'`python -c "{IMPORTS}"`': [sys.executable, "-c", IMPORTS],
        "`parkfigures check`": [PROGRAM, "check", DATA, "--warehouse", warehouse],
        "`parkfigures --help`": [PROGRAM, "--help"],
    }


def _flows(warehouse: Path) -> Commands:
    return {
        "empty flow, 5 task runs": [sys.executable, "-m", EMPTY],
        "`parkfigures run`": [PROGRAM, "run", DATA, "--warehouse", warehouse],
    }


def _measured(commands: Commands, rounds: int, environment: Mapping[str, str]) -> dict[str, Ran]:
    """Return the median run of each command, the first of each left out: it fills the caches."""

    def once(name: str) -> Ran:
        return run(commands[name], MINUTE, BYTECODE | dict(environment))

    names = list(commands)
    in_turns(names, 1, once)
    return {name: typical(of) for name, of in in_turns(names, rounds, once).items()}


def _rows(found: Mapping[str, Ran]) -> list[list[str]]:
    """Return a row a command; its ratios are to the first."""
    first = next(iter(found.values()))
    return [[name, *_cells(ran, first)] for name, ran in found.items()]


def _cells(ran: Ran, first: Ran) -> list[str]:
    if ran.fault or first.fault:
        return [ran.fault, "", "", "", ""]
    took = ((ran.seconds, first.seconds), (ran.cpu_seconds, first.cpu_seconds))
    times = [f"{number:.2f}" for one, other in took for number in (one, one / other)]
    return [*times, f"{ran.peak_mib:.0f}"]


def _conditions(asked: argparse.Namespace) -> str:
    return (
        f"Medians of {asked.rounds} runs in turns, of the flows {asked.flow_rounds}; whole "
        "processes, after a first run that is not counted. The Prefect server is running already."
    )


if __name__ == "__main__":
    main()
