"""Repetitions in turns, A B C A B C, so that what else the machine does hits all alike."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeVar

from benchmarks.measuring.running import Ran

Name = TypeVar("Name", bound=str)


def in_turns(
    names: Sequence[Name], rounds: int, once: Callable[[Name], Ran]
) -> dict[Name, list[Ran]]:
    """Run each once a round; who could not finish is not run again."""
    runs: dict[Name, list[Ran]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            if not any(ran.fault for ran in runs[name]):
                runs[name].append(once(name))
    return runs


def typical(runs: Sequence[Ran]) -> Ran:
    """Return the median of runs; the fault, if one could not finish."""
    for ran in runs:
        if ran.fault:
            return ran
    return Ran(
        seconds=median(ran.seconds for ran in runs),
        peak_mib=median(ran.peak_mib for ran in runs),
        said=runs[0].said,
        cpu_seconds=median(ran.cpu_seconds for ran in runs),
    )
