"""parkfigures add: what it says of a new figure, and what becomes of the files."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows.adding.asking import completer
from flows.cli import parkfigures
from flows.figure_files import load_package
from schemas.figure_fields import Fields

PERIOD = "2016-01/2016-10"
SOURCE = ("--source", "china-daily-2016", "--park", "chaoyang", "--indicator", "total_income")
TOTAL = (*SOURCE, "--period", PERIOD, "--printed")
FILE = "figures/china-daily-2016.csv"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    CliRunner().invoke(parkfigures, ["init", str(tmp_path / "park")])
    return tmp_path / "park"


def add(package: Path, *arguments: str) -> Result:
    runner = CliRunner(env={"COLUMNS": "80"})
    return runner.invoke(
        parkfigures, ["add", str(package), *arguments], input="", standalone_mode=False
    )


def rows(package: Path, file: str = FILE) -> list[str]:
    return (package / file).read_text("utf-8").splitlines()


@pytest.mark.slow
def test_a_contradiction_is_shown_and_the_figure_is_kept_as_printed(package: Path) -> None:
    before = (package / FILE).read_bytes()
    done = add(package, *TOTAL, "394 billion yuan", "--note", "made up, swapped")
    assert done.return_value == 1
    assert "usual       393.5 to 394.5 billion CNY" in done.output
    assert "\nchina-daily-2016-04 - 2 relations pass, 1 fails\n" in done.output
    assert "perhaps '349 billion yuan' (two" in done.output
    assert f"{FILE}:5 as china-daily-2016-04." in done.output
    added = (
        f"china-daily-2016-04,china-daily-2016,chaoyang,total_income,,level,,{PERIOD},actual,"
        '394 billion yuan,"made up, swapped"\n'
    )
    assert (package / FILE).read_bytes() == before + added.encode()


@pytest.mark.slow
def test_a_figure_that_fits_may_go_into_another_file(package: Path) -> None:
    before = (package / FILE).read_bytes()
    done = add(package, *TOTAL, "349 billion yuan", "--id", "t", "--file", "figures/new.csv")
    assert done.return_value == 0
    assert "\nt - " in done.output
    assert (package / FILE).read_bytes() == before
    assert rows(package, "figures/new.csv")[1].startswith("t,china-daily-2016,chaoyang,")
    assert not load_package(package).quarantined


@pytest.mark.slow
def test_a_dry_run_only_says(package: Path) -> None:
    before = (package / FILE).read_bytes()
    assert add(package, *TOTAL, "394 billion yuan", "--dry-run").return_value == 1
    assert (package / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "no terminal to ask at; expected a figure by options: --source --park"),
        (("--printed", "7"), "--source: found nothing"),
        ((*TOTAL, "7 apples"), "--printed, column 3: found '7 apples', expected one figure"),
        ((*TOTAL, "7", "--park", "chaoyan"), "--park: found 'chaoyan', expected a code of parks"),
        ((*TOTAL, "7", "--id", "total"), "total: a figure_id not yet used; figures/working-value"),
        ((*TOTAL, "7", "--file", "../x.csv"), "expected a CSV file within figures/"),
        ((*TOTAL, "7", "--file", "figures/../../x.csv"), "expected a CSV file within figures/"),
    ],
)
def test_what_could_not_be_read_is_not_added(
    package: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
    done = CliRunner().invoke(parkfigures, ["add", str(package), *arguments], input="")
    assert done.exit_code == 2
    assert told in done.output
    assert before == {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}


ANSWERS = [
    ("source_id", "ch\t\n"),
    ("park", "xx\n"),
    ("park", "\n"),
    ("indicator", "to\t\n"),
    ("segment", "four\t\n"),
    ("measure", "sh\t\n"),
    ("of:", "\n"),
    ("period", "2016-H1\n"),
    ("status", "\n"),
    ("printed:", "75 apples\n"),
    ("printed:", "75.4 percent\n"),
    ("note:", "by hand\n"),
    ("figure_id", "\n"),
    ("Add it", "\n"),
    ("Another", "n\n"),
]


@pytest.mark.slow
def test_a_figure_is_asked_for_with_completion(package: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "flows.cli", "add", str(package)]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80", "INPUTRC": "/dev/null"}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, env=environment
    ) as asking:
        os.close(theirs)
        said = "".join(answered(ours, question, answer) for question, answer in ANSWERS)
        assert asking.wait(30) == 0
    os.close(ours)
    assert "expected a code of parks.csv" in said
    assert "column 4: found 'apples'" in said
    assert "china-daily-2016-04 - 1 relation passes, 1 is unknown" in said
    assert rows(package)[-1] == (
        "china-daily-2016-04,china-daily-2016,chaoyang,total_income,four_core_industries,share,,"
        "2016-H1,actual,75.4 percent,by hand"
    )


def answered(terminal: int, question: str, answer: str) -> str:
    """Wait for a question on a terminal, answer it, and return what was said up to there."""
    said, until = "", time.monotonic() + 60
    while question not in said and time.monotonic() < until:
        if select.select([terminal], [], [], 1)[0]:
            said += os.read(terminal, 4096).decode("utf-8", "replace")
    os.write(terminal, answer.encode())
    return said


def test_words_are_completed_whatever_their_case() -> None:
    complete = completer(["Zhongguancun", "Zhongguancun Chaoyang Park", "other"])
    found = [complete("zhong", number) for number in range(3)]
    assert found == ["Zhongguancun", "Zhongguancun Chaoyang Park", None]


def test_without_a_list_the_codes_in_use_are_offered(package: Path) -> None:
    (package / "parks.csv").unlink()
    read = load_package(package)
    assert Fields(read.codes, read.printed).known("park") == ["chaoyang"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("add {} --indicator ", ["companies", "total_income"]),
        ("add {} --segment f", ["four_core_industries"]),
        ("add {} --source x", []),
        ("check {} --park ", ["chaoyang"]),
        ("check nowhere --park ", []),
    ],
)
def test_a_shell_completes_the_codes_of_the_package(
    package: Path, words: str, found: list[str]
) -> None:
    typed = f"parkfigures {words.format(package)}"
    environment = {
        "_PARKFIGURES_COMPLETE": "bash_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    done = CliRunner(env=environment).invoke(parkfigures, [], prog_name="parkfigures")
    assert sorted(re.findall(r"^plain,(.+)$", done.output, re.M)) == found
