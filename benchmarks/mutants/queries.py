"""The laws' queries, written anew from a mutant where it has a part in them."""

from collections.abc import Collection
from dataclasses import replace
from functools import cache
from typing import Any


class Queries:
    """Takes the place of the kept queries; writes some anew when they are first asked for."""

    def __init__(self, names: Collection[str]) -> None:
        from flows.laws import queries as law_queries

        self._kept = law_queries._written()
        self._names = names
        self.written = cache(self._write)
        law_queries._written = self.written

    def differ(self) -> bool:
        """Return whether any query is another than it was, or cannot be written."""
        if not self._names:
            return False
        try:
            return bool(self.written() != self._kept)
        # Whatever a mutant raises, so would a test that asks.
        except Exception:
            return True

    def _write(self) -> Any:
        from flows.laws import compiling as law_compiling
        from schemas.laws import LAWS

        anew = {law.name: law_compiling.compiled(law) for law in LAWS if law.name in self._names}
        made = replace(self._kept, laws=self._kept.laws | anew)
        if "figures" in self._names:
            made = replace(made, figures=law_compiling.compiled_figure_counts())
        if "readings" in self._names:
            made = replace(made, readings=law_compiling.compiled_readings())
        if "ranks" in self._names:
            made = replace(made, ranks=law_compiling.compiled_ranks())
        return made
