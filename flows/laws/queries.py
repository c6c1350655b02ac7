"""The SQL of each law: its relations with their outcomes, their counts, and what they imply.

Writing it takes ibis and pandera longer than DuckDB takes to run it, so what was written for the
laws is kept in the user's cache folder, for exactly this program and these versions.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, NamedTuple

import schemas
from flows.cache_files import cache_file, forget_old, keep
from flows.program import package_hash
from schemas.laws import LAWS
from schemas.laws.law import Law

# Relations that someone is told of.
TOLD = "told_relations"
# Figures as laws join them, without their ranks.
UNRANKED = "unranked_figures"
WRITERS = ("duckdb", "ibis-framework", "pandera", "sqlglot")


class Making(NamedTuple):
    """Statements that fill a law's table of relations.

    Those of `kept` make what `found` joins, which tells how many relations there are; without any,
    there is no need for `rest`.
    """

    kept: tuple[str, ...]
    found: str
    rest: tuple[str, ...]


@dataclass(frozen=True)
class LawQueries:
    """A law's statements for DuckDB; `table` is where its relations are kept.

    `first` finds all relations, `later` those that newly implied figures change; `named` gives the
    relation, unit, outcome and figure_ids of each, `told` all that people are told of those that
    are in the table `TOLD`.
    """

    table: str
    first: Making
    later: Making
    named: str
    told: str
    counts: str
    implied: str | None


def table_of(law: Law) -> str:
    """Return the name of the table that holds a law's relations."""
    return f"relations_{law.name.replace('-', '_')}"


@dataclass(frozen=True)
class Written:
    """What is kept: the queries of every law by name, and those of reading figures.

    `figures` counts what the figures' own checks say, `readings` tells what templates do, and
    `ranks` orders figures as operands.
    """

    laws: dict[str, LawQueries]
    figures: str
    readings: str
    ranks: str


# Rules change between runs of a long-lived process; the laws stay.
@lru_cache(maxsize=512)
def queries(law: Law) -> LawQueries:
    """Return the queries of a law, or of a rule."""
    if law in LAWS:
        return _written().laws[law.name]
    from flows.laws.compiling import compiled

    return compiled(law)


def figure_counts() -> str:
    """Return the query that counts the outcomes of the checks of `schemas.figures_table`."""
    return _written().figures


def template_readings() -> str:
    """Return the query that reads the texts whose shape has a template."""
    return _written().readings


def ranked_figures() -> str:
    """Return the query that ranks the figures of `UNRANKED` as operands."""
    return _written().ranks


@cache
def _written() -> Written:
    """Return all queries, written once for each version of the program."""
    place = cache_file(f"queries-{_program()}.json")
    try:
        return _read(json.loads(place.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError):
        # Nothing kept yet, or nothing that can be used.
        from flows.laws.compiling import (
            compiled,
            compiled_figure_counts,
            compiled_ranks,
            compiled_readings,
        )

        laws = {law.name: compiled(law) for law in LAWS}
        figures, readings, ranks = (
            compiled_figure_counts(),
            compiled_readings(),
            compiled_ranks(),
        )
        written = Written(laws, figures, readings, ranks)
        keep(json.dumps(asdict(written)), place)
        forget_old("queries-*.json")
        return written


def _read(kept: dict[str, Any]) -> Written:
    laws = {
        name: LawQueries(**{**one, **{when: _making(one[when]) for when in ("first", "later")}})
        for name, one in kept["laws"].items()
    }
    return Written(laws, *(str(kept[name]) for name in ("figures", "readings", "ranks")))


def _making(kept: Sequence[Any]) -> Making:
    before, found, rest = kept
    return Making(tuple(before), str(found), tuple(rest))


def _program() -> str:
    """Return a hash of all that the queries are written from."""
    # The whole text about a package, for looking its version up in it takes ten times as long.
    about = (distribution(name).read_text("METADATA") or "" for name in WRITERS)
    compiler = (Path(__file__).parent / "compiling.py").read_text(encoding="utf-8")
    return sha256("".join((package_hash(schemas), compiler, *about)).encode()).hexdigest()[:16]
