"""parkfigures init: the package that it makes, and where it makes none."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows.cli import parkfigures
from flows.figure_files import load_package

ROOT = Path(__file__).parents[3]


def run(*arguments: object) -> Result:
    runner = CliRunner(env={"COLUMNS": "80"})
    return runner.invoke(parkfigures, list(map(str, arguments)), standalone_mode=False)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    assert run("init", tmp_path / "park").return_value == 0
    return tmp_path / "park"


def uncommented(file: Path) -> None:
    """Take the signs from before the example at the end of a file."""
    text, example = file.read_text("utf-8").split("\n#\n")
    file.write_text(f"{text}\n{re.sub('^# ', '', example, flags=re.M)}", "utf-8")


@pytest.mark.slow
def test_the_package_is_sound_and_what_is_said_of_it_works(package: Path) -> None:
    said = run("init", package.with_name("another")).output
    calls = re.findall(r"^  parkfigures (check|explain)(?: (\S+))? (\S+)  ", said, re.M)
    assert [call for call, *_ in calls] == ["check", "explain"]
    for call, figure, folder in calls:
        dry = ["--dry-run"] if call == "check" else []
        done = run(call, *filter(None, [figure]), folder, *dry)
        assert done.return_value == 0
    checked = run("check", package, "--dry-run").output
    assert checked.startswith("Zhongguancun Chaoyang Park - 6 relations pass\n")
    assert "348.76 to 349.23 billion CNY" in checked
    assert "uarantine" not in checked


@pytest.mark.slow
def test_the_slip_that_its_readme_proposes_is_found(package: Path) -> None:
    file = package / "figures" / "china-daily-2016.csv"
    file.write_text(file.read_text("utf-8").replace("75.5", "57.5"), "utf-8")
    done = run("check", package, "--dry-run")
    assert done.return_value == 1
    assert "suspect cd-core-share: perhaps '75.5 percent'" in " ".join(done.output.split())


def test_its_commented_examples_are_read(package: Path) -> None:
    uncommented(package / "rules.yml")
    uncommented(package / "waivers.yml")
    found = load_package(package)
    assert found.quarantined == []
    assert [rule.name for rule in found.rules] == ["core-leads"]
    assert [one.waiver_id for one in found.waivers] == ["chaoyang-2016-share"]
    assert set(found.waivers[0].figure_ids) <= {row.figure_id for row in found.printed}


def test_its_figures_are_those_of_the_projects_own_package(package: Path) -> None:
    own = {row.printed for row in load_package(ROOT / "data").printed}
    starter = {row.printed for row in load_package(package).printed}
    assert starter - own == {"about 349 billion yuan"}
    assert "≈349 billion yuan" in own


def test_an_empty_folder_will_do_and_a_full_one_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("init", tmp_path / "empty").return_value == 0
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / ".git").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name, told in (("full", "not empty"), ("empty", "not empty"), ("file", "not a folder")):
        before = sorted((tmp_path / name).rglob("*"))
        refused = CliRunner().invoke(parkfigures, ["init", str(tmp_path / name)])
        assert refused.exit_code == 2
        assert f"{name}: {told}; expected" in refused.output
        assert sorted((tmp_path / name).rglob("*")) == before
