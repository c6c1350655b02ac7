"""Drawings kept from one report to the next: most number lines of a package stay as they are.

Starting what draws them takes longer than all else in a report.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from flows.cache_files import cache_file, keep
from flows.program import program_hash

# More than a report has; a drawing is some five thousand characters.
MOST_DRAWINGS = 1_000
FILE = "drawings.json"
_DRAWN_BY = ("altair", "vl-convert-python")


@dataclass
class Drawings:
    """Drawings by the hash of what they show, the one asked for last at the end."""

    drawn: dict[str, str]
    has_new: bool = False

    def get(self, of: str, draw: Callable[[], str]) -> str:
        """Return the drawing of what a text describes in full: as drawn before, or drawn now."""
        name = sha256(of.encode(errors="surrogatepass")).hexdigest()
        found = self.drawn.pop(name, None)
        if found is None:
            found = draw()
            self.has_new = True
        self.drawn[name] = found
        return found

    def keep(self) -> None:
        """Keep the drawings that were asked for last."""
        if self.has_new:
            last = dict(list(self.drawn.items())[-MOST_DRAWINGS:])
            keep(json.dumps({"by": _by(), "drawn": last}), cache_file(FILE))
            self.has_new = False


@cache
def drawings() -> Drawings:
    """Return the drawings that were kept."""
    try:
        kept = json.loads(cache_file(FILE).read_bytes())
        return Drawings(dict(kept["drawn"]) if kept["by"] == _by() else {})
    except (OSError, ValueError, TypeError, KeyError):
        # Nothing kept yet, or nothing that can be used.
        return Drawings({})


def _by() -> list[str]:
    """Return what a drawing depends on, beside what it shows."""
    return [program_hash(), *map(version, _DRAWN_BY)]
