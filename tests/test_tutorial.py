"""docs/tutorial.md and docs/recipes.md: their commands, in order, say what the pages show."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.console import ROOT, Shell, bare, steps
from tests.flows.prefect_server import api, environment, processes, wait_until

pytestmark = pytest.mark.slow

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BY_HAND, ON_SCHEDULE = TUTORIAL.split("\n## On schedule\n")
RECIPES = re.split(r"^## (.+)$", (ROOT / "docs" / "recipes.md").read_text("utf-8"), flags=re.M)[1:]
WITH_COMMANDS = {
    title: text
    for title, text in zip(RECIPES[::2], RECIPES[1::2], strict=True)
    if "```console" in text
}


def at(place, folder="."):
    """Return a shell in a folder of a place, beside a clone of the project and an empty home."""
    (place / "home").mkdir()
    # What `make` sets up in a clone is tests/test_fresh_clone.py's; here stands the result.
    (place / "parkfigures").symlink_to(ROOT)
    return Shell(place / folder, bare(place / "home"))


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory):
    """The tutorial's folder after all that is done by hand, and what was said otherwise."""
    shell = at(tmp_path_factory.mktemp("tutorial"))
    differences = shell.follow(steps(BY_HAND))
    return shell.folder, differences


@pytest.fixture
def beginning(by_hand, tmp_path):
    """A shell in a copy of the tutorial's folder."""
    shutil.copytree(by_hand[0], tmp_path / "hsinchu")
    return at(tmp_path, "hsinchu")


def test_the_tutorial_shows_what_is_said(by_hand):
    _, differences = by_hand

    assert not differences, "\n".join(differences)


@pytest.mark.parametrize("title", WITH_COMMANDS)
def test_a_recipe_shows_what_is_said(title, beginning):
    differences = beginning.follow(steps(WITH_COMMANDS[title]))

    assert not differences, "\n".join(differences)


@pytest.fixture
def ours(tmp_path):
    """The variables of a Prefect of its own, of which nothing is left in the end."""
    given = environment(tmp_path).items()
    ours = {key: text for key, text in given if key.startswith(("PREFECT_", "DO_NOT"))}
    yield ours
    assert not processes(ours)


@pytest.fixture
def served(beginning, ours, tmp_path):
    """The tutorial's folder while the server is on that the tutorial has people start."""
    config, serve = steps(ON_SCHEDULE)[:2]
    beginning.write(config)
    said = tmp_path / "said"
    with said.open("w") as out:
        server = subprocess.Popen(
            # A shell that stays in between would not hand the signal on.
            ["bash", "-c", f"exec {serve.command}"],
            cwd=beginning.folder,
            env=beginning.environment | ours,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until(lambda: "Stop with Ctrl-C" in said.read_text(), 120)
            yield beginning
        finally:
            server.terminate()
            server.wait(90)


def test_the_schedule_is_on_the_server_and_a_run_ends(served, ours):
    [config, _, address, *rest] = steps(ON_SCHEDULE)
    port = ours["PREFECT_SERVER_API_PORT"]
    served.environment |= {key: text for key, text in ours.items() if "PREFECT_API" not in key}
    served.run(address.command.replace(":4200/", f":{port}/"))

    assert served.environment["PREFECT_API_URL"] == ours["PREFECT_API_URL"]
    differences = served.follow(rest)
    assert not differences, "\n".join(differences)
    [wanted] = yaml.safe_load(config.shown)["deployments"]
    [found] = api(ours, "deployments/filter", deployments={"name": {"any_": [wanted["name"]]}})
    [schedule] = [one["schedule"] for one in found["schedules"] if one["active"]]
    assert schedule | wanted["schedules"][0] == schedule
    log = served.run("parkfigures log --runs").splitlines()
    assert log[1].split()[4:6] == ["manual", "pass"]
    assert (Path(served.folder) / "reports" / "data.html").exists()
