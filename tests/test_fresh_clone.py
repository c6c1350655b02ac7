"""What a newcomer does first: a fresh clone, an empty home, and the README's first command."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def make_run(clone: Path, home: Path) -> str:
    """Run `make run` with nothing of the developer's own and return what it prints."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    # Where packages come from is the machine's own affair, and no part of a home.
    index = {name: text for name, text in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
    done = subprocess.run(
        ["make", "run"],
        cwd=clone,
        env={**kept, **index, "HOME": str(home), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
def test_the_first_command_works_from_nothing(tmp_path: Path) -> None:
    clone, home = tmp_path / "clone", tmp_path / "home"
    home.mkdir()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    first = make_run(clone, home)
    assert "Setting up .venv" in first
    assert "15 relations pass, 2 warn, 1 is unknown" in first
    assert "Logged in parkfigures.duckdb" in first
    assert "Setting up" not in make_run(clone, home)
    assert (clone / "parkfigures.duckdb").exists()
