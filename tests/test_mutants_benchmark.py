"""The benchmark of mutants: which faults it makes of a module."""

from pathlib import Path

from benchmarks.mutants.making import mutants

SOURCE = '''\
"""What it is."""
from math import inf
KINDS: dict[str, int] = {"a": 1, "b": 2.5}
def within(of: float, low: float = -inf) -> bool:
    """Say whether, in "quotes"."""
    if not low <= of:
        raise ValueError(f"{of + 1}")
    return min(of, 亿, key=None) and True
'''
FAULTS = [
    (3, '{"a": 1, "b": 2.5}', "({'b': 2.5})"),
    (3, '{"a": 1, "b": 2.5}', "({'a': 1})"),
    (3, "1", "2"),
    (3, "2.5", "5.0"),
    (4, "-inf", "(inf)"),
    (6, "not low <= of", "True"),
    (6, "not low <= of", "False"),
    (6, "not low <= of", "(low <= of)"),
    (6, "low <= of", "((low) < (of))"),
    (6, "low <= of", "((low) > (of))"),
    (6, "low", "high"),
    (7, 'raise ValueError(f"{of + 1}")', "pass"),
    (8, "min(of, 亿, key=None) and True", "((min(of, 亿, key=None)) or (True))"),
    (8, "min(of, 亿, key=None) and True", "(min(of, 亿, key=None))"),
    (8, "min(of, 亿, key=None) and True", "(True)"),
    (8, "min(of, 亿, key=None)", "(min(亿, key=None))"),
    (8, "min(of, 亿, key=None)", "(min(of, key=None))"),
    (8, "min(of, 亿, key=None)", "(min(of, 亿))"),
    (8, "min", "max"),
    (8, "True", "False"),
]


def test_what_runs_has_its_faults_and_nothing_else_has(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(SOURCE, encoding="utf-8")
    made = mutants(file)
    assert sorted((one.line, one.was, one.now) for one in made) == sorted(FAULTS)
    assert all(one.source != SOURCE for one in made)
