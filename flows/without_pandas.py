"""Doing without pandas, which DuckDB and pyarrow import only to see that no value is of it.

That import takes longer than checking a small package. Python code that imports pandas by itself,
such as pandera's, gets it.
"""

import sys
from types import FrameType
from typing import Any

# Whose extension modules ask on their own.
_UNASKED = ("flows.", "pyarrow.")


class Withheld:
    """Finds no pandas where nobody but an extension module looks for it."""

    def find_spec(self, name: str, *_rest: Any) -> None:
        """Refuse pandas where the Python code that runs is such that never imports it."""
        if name == "pandas" and _asker(sys._getframe(1)).startswith(_UNASKED):
            raise ModuleNotFoundError(f"{name} is not needed here", name=name)


def _asker(frame: FrameType | None) -> str:
    """Return the module whose Python code runs, behind the import system itself."""
    while frame and frame.f_globals.get("__name__", "").startswith("importlib."):
        frame = frame.f_back
    return str(frame.f_globals.get("__name__", "")) if frame else ""


def withhold_pandas() -> None:
    """Let no extension module import pandas unasked; who has it already keeps it."""
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, Withheld())
