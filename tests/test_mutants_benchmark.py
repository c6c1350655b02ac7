"""The benchmark of mutants: which faults it makes of a module, and how it tries them."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.mutants.choosing import Choice, lines_of
from benchmarks.mutants.copies import in_copies, limit_seconds
from benchmarks.mutants.making import Mutant, mutants
from benchmarks.mutants.reaching import Reached, Watch
from benchmarks.mutants.record import Record
from benchmarks.mutants.swapping import changed_function
from schemas.wholes import Whole

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


FUNCTIONS = """\
LIMIT = 1
def outer(of: float) -> float:
    def inner() -> float:
        return of + 1
    return inner()
class Kind:
    most = 2
    def within(self, of: float) -> bool:
        return (
            0
            <= of
        )
def last(of: float) -> bool:
    return 1 < of
"""
CHANGED = {1: None, 4: "outer", 7: None, 10: "within", 14: "last"}


@pytest.fixture
def made(tmp_path: Path) -> list[Mutant]:
    file = tmp_path / "module.py"
    file.write_text(FUNCTIONS, encoding="utf-8")
    return mutants(file)


def test_a_mutant_differs_in_one_function_or_where_the_program_must_be_loaded_anew(
    made: list[Mutant],
) -> None:
    changed = {one.line: changed_function(one) for one in made}
    assert {line: pair and pair[0].co_name for line, pair in changed.items()} == CHANGED


def test_the_code_of_a_function_that_differs_does_what_the_mutant_does(made: list[Mutant]) -> None:
    [mutant] = [one for one in made if one.now == "((1) <= (of))"]
    names: dict[str, Any] = {}
    exec(FUNCTIONS, names)
    was, now = changed_function(mutant) or (None, None)
    assert names["last"].__code__.co_code == was.co_code
    assert not names["last"](1)
    names["last"].__code__ = now
    assert names["last"](1)


def test_tests_are_chosen_by_the_lines_of_a_statement(made: list[Mutant]) -> None:
    lines = {(one.line, bits.bit_length() - 1) for one in made for bits in lines_of(one).values()}
    assert lines == {(1, 1), (4, 4), (7, 7), (10, 12), (14, 14)}


def test_what_is_reached_is_seen_line_by_line() -> None:
    reached: list[Reached] = []
    watch = Watch()
    with watch.watching(reached):
        Whole("park", "income", "").written()
    first = Whole.written.__code__.co_firstlineno
    assert reached[0].lines == {"schemas/wholes.py": 1 << first | 1 << first + 2}
    assert watch.called == set(), "it is a test that calls it, not a module that is loaded"


def test_tests_that_reach_a_line_are_run_those_of_its_own_module_first(made: list[Mutant]) -> None:
    file = str(made[0].file)
    reached = {
        "tests/test_other.py::test_quick": Reached({file: 1 << 4}, 0.01),
        "tests/test_module.py::test_slow": Reached({file: 1 << 4 | 1 << 10}, 0.2),
        "tests/test_module.py::test_quick": Reached({file: 1 << 4}, 0.1),
        "tests/test_module.py::test_elsewhere": Reached({file: 1 << 10}, 0.1),
        "tests/test_asking.py::test_asking": Reached({"flows/laws/queries.py": 1}, 0.1),
    }
    fixtures = {f"tests/test_{name}.py": Reached({}, 0) for name in ("other", "module", "asking")}
    choice = Choice(Record(reached, fixtures, {"share": {file: 1 << 4}, "sum": {file: 1 << 10}}))
    mutant = next(one for one in made if one.line == 4)
    direct = choice.direct(mutant, lines_of(mutant))
    assert direct == [
        "tests/test_module.py::test_quick",
        "tests/test_module.py::test_slow",
        "tests/test_other.py::test_quick",
    ]
    assert choice.queries(lines_of(mutant)) == {"share"}
    assert choice.asking(mutant, direct) == ["tests/test_asking.py::test_asking"]
    choice.noticed(mutant, "tests/test_module.py::test_slow")
    assert choice.direct(mutant, lines_of(mutant))[0] == "tests/test_module.py::test_slow"


def test_what_never_ends_is_ended_and_what_was_found_is_told() -> None:
    def work(task: str) -> str:
        if task == "endless":
            limit_seconds(0.05)
            while True:
                pass
        if task == "broken":
            raise ValueError(task)
        return task.upper()

    ended = {one.task: one for one in in_copies(["endless", "broken", "found"], work, 2)}
    assert {task: (one.found, one.endless) for task, one in ended.items()} == {
        "endless": (None, True),
        "broken": (None, False),
        "found": ("FOUND", False),
    }
