"""Confronting thousands of copies at once, and what the program says of each of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import Any
from unittest.mock import patch

import flows.confronting
from benchmarks.slips.copies import Copy, original, package_of, whose
from flows.confront import RunRequest, confront_package
from flows.figure_files import Package
from flows.network.investigation import Investigation, investigate
from schemas.suspects import Suspect

Row = Mapping[str, Any]


@dataclass
class Confronted:
    """The failing rows of each copy, the ranked suspects of each contradiction, and seconds."""

    failing: dict[str, list[Row]] = field(default_factory=dict)
    suspects: Mapping[frozenset[str], Sequence[Suspect]] = field(default_factory=dict)
    figures: int = 0
    seconds: float = 0.0
    investigating: float = 0.0

    def new(self, copy: Copy) -> list[Row]:
        """Return the failing rows of a copy that the untouched copy of its release has not."""
        release = self.failing.get(copy.release[0].source_id, ())
        known = [{original(one) for one in row["figure_ids"]} for row in release]
        rows = self.failing.get(copy.name, ())
        return [row for row in rows if {original(one) for one in row["figure_ids"]} not in known]

    def ranked(self, copy: Copy) -> list[Suspect]:
        """Return the suspects of a copy's first new contradiction, as its reader meets them."""
        rows = self.new(copy)
        return list(self.suspects.get(frozenset(rows[0]["figure_ids"]), ())) if rows else []


def confronted(copies: Sequence[Copy], released: Package, as_of: date) -> Confronted:
    """Confront all copies in one run."""
    package = package_of(copies, released)
    found = Confronted(figures=len(package.printed))
    start = perf_counter()
    with _watched(found):
        findings = confront_package(package, RunRequest("slips", as_of, pass_rows=0))
    found.seconds = perf_counter() - start
    for row in findings.results:
        if row["outcome"] == "fail":
            found.failing.setdefault(whose(row["figure_ids"]), []).append(row)
    return found


@contextmanager
def _watched(found: Confronted) -> Iterator[None]:
    """Keep the investigation that a run makes of its own, and the time that it takes."""

    def watched(*given: Any, **named: Any) -> Investigation:
        start = perf_counter()
        made = investigate(*given, **named)
        found.investigating = perf_counter() - start
        found.suspects = made.suspects
        return made

    with patch.object(flows.confronting, "investigate", watched):
        yield
