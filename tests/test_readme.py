"""What the README says of commands, options and settings is so, and its transcripts are real."""

import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from flows.cli import parkfigures
from flows.settings import Settings
from tests.flows.test_cli import parkfigures as run_parkfigures

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
TRANSCRIPTS = re.findall(r"```\n\$ \.venv/bin/parkfigures (.*?)\n(.*?)```", README, re.DOTALL)


def test_commands_in_the_readme_exist_with_their_options():
    calls = re.findall(r"parkfigures ([a-z]+)\b([^`\n|]*)", " ".join(CODE.findall(README)))
    unknown = [
        (command, option)
        for command, rest in calls
        for option in re.findall(r"--[a-z-]+", rest)
        if option not in options_of(command)
    ]

    assert {command for command, _ in calls} == set(parkfigures.commands)
    assert len(TRANSCRIPTS) == README.count("$ .venv/bin/parkfigures")
    assert unknown == []


def test_options_in_the_readme_exist():
    known = {option for command in parkfigures.commands for option in options_of(command)}
    named = set(re.findall(r"`(--[a-z-]+)", README))

    assert named - known == set()


def options_of(command):
    found = parkfigures.commands.get(command)
    given = {option for each in found.params for option in each.opts} if found else set()
    return given | {"--help", "--version"}


def test_settings_and_make_targets_in_the_readme_exist():
    settings = {f"PARKFIGURES_{field.name.upper()}" for field in fields(Settings)}
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert set(re.findall(r"PARKFIGURES_[A-Z_]+", README)) == settings
    assert set(re.findall(r"make ([a-z-]+)", " ".join(CODE.findall(README)))) <= targets


@pytest.mark.slow
@pytest.mark.parametrize(("call", "shown"), TRANSCRIPTS, ids=[call for call, _ in TRANSCRIPTS])
def test_the_readme_shows_what_is_said(call, shown, tmp_path):
    (tmp_path / "data").symlink_to(ROOT / "data")
    said = run_parkfigures(*call.split(), "--as-of", "2026-11-23", folder=tmp_path).stdout

    assert without_run(shown) == without_run(said)


@pytest.mark.slow
def test_the_readme_shows_what_an_added_row_brings(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("examples"))
    added = re.search(r"^cd-2016-10-total,.*\n", README, re.MULTILINE)
    shown = re.search(r"```\n(1 failure\n.*?)```", README, re.DOTALL)
    assert added is not None
    assert shown is not None
    with (tmp_path / "data/figures/china-daily-2016-12-27.csv").open("a", encoding="utf-8") as file:
        file.write(added[0])
    done = run_parkfigures("check", "--as-of", "2026-11-23", folder=tmp_path)

    assert shown[1] in done.stdout
    assert done.returncode == 1


def without_run(text):
    return re.sub(r"as run \S+", "", text).strip()
