"""An environment of its own for each peer, made once from its pinned requirements."""

import sys
from pathlib import Path
from subprocess import run

from platformdirs import user_cache_path

PEERS = Path(__file__).parent / "peers"
FOLDER = user_cache_path("parkfigures") / "benchmarks"


def python_of(peer: str) -> Path:
    """Return the Python of a peer's environment, which is made where it is missing or outdated."""
    required = PEERS / f"{peer}.txt"
    place = FOLDER / peer
    python, made_from = place / "bin" / "python", place / required.name
    if not made_from.exists() or made_from.read_bytes() != required.read_bytes():
        run([sys.executable, "-m", "venv", "--clear", place], check=True)
        # The file names everything, dependencies too.
        install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
        run([python, *install, "--requirement", required], check=True)
        made_from.write_bytes(required.read_bytes())
    return python


def version_of(peer: str, package: str) -> str:
    """Return the version that a peer's requirements pin."""
    lines = (PEERS / f"{peer}.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line)
    return pins[package]
