"""The hook of .pre-commit-hooks.yaml in a repository of figures."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from flows.forms.any_table import SUFFIXES
from flows.package_files import CODE_LISTS, RULES_FILE, SETTINGS_FILE, read_files
from tests.flows.test_cli import FAIL, HEADER, PASS

ROOT = Path(__file__).parents[1]
NAMES = ("NAME", "EMAIL")
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def repository(tmp_path):
    """A repository with a data package, in which the hook looks at each commit."""
    # The program of this environment takes the place of one that is installed for the hook alone.
    hook = HOOK | {"language": "system", "args": ["park"]}
    write(tmp_path / ".pre-commit-config.yaml", yaml.safe_dump(config(hook)))
    write(tmp_path / "park" / "figures" / "a.csv", HEADER + PASS)
    write(tmp_path / "README.md", "Figures")
    assert ran(tmp_path, "git", "init", "--quiet").returncode == 0
    assert ran(tmp_path, "pre-commit", "install").returncode == 0
    return tmp_path


def config(hook):
    return {"repos": [{"repo": "local", "hooks": [hook]}]}


def write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def ran(folder, *command):
    # Neither the settings nor the repository of whoever runs the tests.
    ours = ("PARKFIGURES_", "GIT_", "PRE_COMMIT")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {"PRE_COMMIT_HOME": str(folder / ".hooks"), "GIT_CONFIG_GLOBAL": os.devnull}
    author = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in NAMES}
    return subprocess.run(
        command,
        cwd=folder,
        env=kept | own | author | {"PATH": programs, "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def commit(folder, *files):
    assert ran(folder, "git", "add", ".pre-commit-config.yaml", *files).returncode == 0
    return ran(folder, "git", "commit", "--message", "figures")


@pytest.mark.slow
def test_figures_that_contradict_each_other_are_not_committed(repository):
    assert commit(repository, "README.md", "park").returncode == 0
    write(repository / "park" / "figures" / "a.csv", HEADER + FAIL)
    refused = commit(repository, "park")
    assert refused.returncode == 1
    assert "75.5 / 100.0 = " in refused.stdout
    assert "printed: 80.0 percent" in refused.stdout
    assert [path.name for path in repository.iterdir() if path.suffix == ".duckdb"] == []


@pytest.mark.slow
def test_a_commit_of_other_files_checks_nothing(repository):
    write(repository / "park" / "figures" / "a.csv", HEADER + FAIL)
    done = commit(repository, "README.md")
    assert done.returncode == 0
    assert "(no files to check)" in done.stdout


TABLES = [f"{name}{suffix}" for name in (*CODE_LISTS, "figures/a/b") for suffix in SUFFIXES]
OTHERS = [RULES_FILE, SETTINGS_FILE, "waivers.yml", "rules.yaml", "rates/a.numbers"]


@pytest.mark.parametrize("file", [*TABLES, *OTHERS])
def test_the_hook_looks_at_each_file_of_a_package(file):
    assert re.search(HOOK["files"], f"park/{file}")
    assert re.search(HOOK["files"], file)


def test_the_hook_looks_at_every_file_that_is_read():
    files, _ = read_files(ROOT / "data" / "examples" / "zhongguancun")
    assert [name for name in files if not re.search(HOOK["files"], f"data/{name}")] == []


@pytest.mark.parametrize("file", ["README.md", "figures.csv", "park/rules.yml.bak", "a/parks.csvx"])
def test_the_hook_leaves_other_files_alone(file):
    assert not re.search(HOOK["files"], file)
