"""The snippets of docs/other-tools.md work."""

import json
import re
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_config

from flows.cli import parkfigures
from flows.lineage.telling import lineage
from tests.flows.hand_made import findings
from tests.flows.test_cli import FAIL, package
from tests.test_pre_commit import HOOK, ran

PAGE = (Path(__file__).parents[1] / "docs" / "other-tools.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
SHELL = [text for kind, text in SNIPPETS if kind == "sh" and "OPENLINEAGE" not in text]
YAML = [text for kind, text in SNIPPETS if kind == "yaml"]


@pytest.mark.slow
@pytest.mark.parametrize("snippet", SHELL)
def test_a_call_writes_what_it_names(snippet, tmp_path):
    done = ran(package(tmp_path, FAIL), "bash", "-c", snippet)
    (file,) = re.findall(r"> (\S+)", snippet)
    assert (tmp_path / file).stat().st_size > 0
    assert done.stdout in ("", "fail\n")


def test_hooks_are_as_pre_commit_wants_them(tmp_path):
    for text in (one for one in YAML if one.startswith("repos:")):
        file = tmp_path / "config.yaml"
        file.write_text(text, encoding="utf-8")
        (repository,) = load_config(file)["repos"]
        assert [hook["id"] for hook in repository["hooks"]] == [HOOK["id"]]


def test_every_option_exists():
    check = {option for each in parkfigures.commands["check"].params for option in each.opts}
    forms = next(each for each in parkfigures.commands["check"].params if each.name == "form")
    assert set(re.findall(r"(?<!-)--[a-z][a-z-]*", PAGE)) <= check
    assert set(re.findall(r"--format ([a-z]+)", PAGE)) == set(forms.type.choices) - {"text"}
    assert all(yaml.safe_load(text) for text in YAML)


def test_openlineage_is_told_as_its_file_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (text,) = (one for one in YAML if one.startswith("transport:"))
    (tmp_path / "openlineage.yml").write_text(text, encoding="utf-8")
    run_id = "7bb9b6d2-4f9e-4a43-b0c1-9a6f3d1f2f00"
    with lineage(run_id, Path("data"), on=True, warn=pytest.fail) as tell:
        tell(findings())
    events = (tmp_path / "events.json").read_text(encoding="utf-8").splitlines()
    assert {json.loads(event)["job"]["name"] for event in events} == {"check_figures.data"}
