"""Doing without libraries that DuckDB and pyarrow import only to see that no value is of theirs.

Those imports take longer than checking a small package. Python code that imports one of them by
itself, such as pandera's or the network's, gets it.
"""

import os
import sys
from collections.abc import Mapping
from types import FrameType
from typing import Any

# Each with the packages during whose code extension modules ask; DuckDB's threads run no code.
_UNASKED: Mapping[str, tuple[str, ...]] = {
    "numpy": ("flows", "pyarrow", ""),
    "pandas": ("flows", "pyarrow", ""),
    "pyarrow.dataset": ("flows", ""),
}


class Withheld:
    """Finds no such library where nobody but an extension module looks for it."""

    def find_spec(self, name: str, *_rest: Any) -> None:
        """Refuse a library where the Python code that runs is such that never imports it."""
        if name in _UNASKED and _asker(sys._getframe(1)).split(".")[0] in _UNASKED[name]:
            raise ModuleNotFoundError(f"{name} is not needed here", name=name)


def _asker(frame: FrameType | None) -> str:
    """Return the module whose Python code runs, behind the import system itself."""
    while frame and frame.f_globals.get("__name__", "").startswith("importlib."):
        frame = frame.f_back
    return str(frame.f_globals.get("__name__", "")) if frame else ""


def withhold() -> None:
    """Let no extension module import such a library unasked; who has pandas already keeps all."""
    # numpy would start threads for linear algebra that nothing here is large enough for.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, Withheld())
