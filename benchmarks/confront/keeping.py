"""Keeping a query beside a file, as a run keeps the SQL of its laws for the next."""

import json
import sys
from pathlib import Path

from benchmarks.confront.contestants.parkfigures import kept_beside
from benchmarks.confront.contestants.parkfigures_anew import written
from benchmarks.confront.declared_names import NAMES


def keep(file: Path) -> None:
    """Keep the query that the schema comes to."""
    text = json.dumps({"sql": written(), "names": NAMES})
    kept_beside(file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
