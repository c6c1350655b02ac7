"""The SQL of each law: its relations with their outcomes, their counts, and what they imply.

Writing it takes ibis and pandera longer than DuckDB takes to run it, so what was written for the
laws is kept in the user's cache folder, for exactly this program and these versions.
"""

import json
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from os import replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from platformdirs import user_cache_path

import schemas
from schemas.laws import LAWS
from schemas.laws.law import Law

WRITERS = ("duckdb", "ibis-framework", "pandera", "sqlglot")


@dataclass(frozen=True)
class LawQueries:
    """A law's queries for DuckDB; `table` is where its relations are kept.

    Each of `steps` makes that table anew from the one before: the relations, what they must be,
    their outcomes. As one query the arithmetic would be written out many times over.
    """

    table: str
    steps: tuple[str, ...]
    counts: str
    implied: str | None


def table_of(law: Law) -> str:
    """Return the name of the table that holds a law's relations."""
    return f"relations_{law.name.replace('-', '_')}"


# Rules change between runs of a long-lived process; the laws stay.
@lru_cache(maxsize=512)
def queries(law: Law) -> LawQueries:
    """Return the queries of a law, or of a rule."""
    if law in LAWS:
        return _all_laws()[law.name]
    from flows.law_compiling import compiled

    return compiled(law)


@cache
def _all_laws() -> dict[str, LawQueries]:
    """Return the queries of every law, written once for each version of the program."""
    place = user_cache_path("parkfigures") / f"queries-{_program()}.json"
    try:
        kept = json.loads(place.read_bytes())
        return {
            name: LawQueries(**{**one, "steps": tuple(one["steps"])}) for name, one in kept.items()
        }
    except (OSError, ValueError, TypeError):
        # Nothing kept yet, or nothing that can be used.
        from flows.law_compiling import compiled

        written = {law.name: compiled(law) for law in LAWS}
        _keep(written, place)
        return written


def _keep(written: dict[str, LawQueries], place: Path) -> None:
    text = json.dumps({name: asdict(one) for name, one in written.items()})
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=place.parent, delete=False, encoding="utf-8") as file:
            file.write(text)
        replace(file.name, place)
    except OSError:
        # A folder that cannot be written costs a few seconds a run, no more.
        return


def _program() -> str:
    """Return a hash of all that the queries are written from."""
    found = sha256(" ".join(version(name) for name in WRITERS).encode())
    for folder in sorted(schemas.__path__):
        for file in sorted(Path(folder).rglob("*.py")):
            found.update(file.read_bytes())
    found.update((Path(__file__).parent / "law_compiling.py").read_bytes())
    return found.hexdigest()[:16]
