"""The families that a table's totals make: a total and the lines that add up to it."""

from collections.abc import Iterable, Iterator, Sequence

from schemas.codes import Family
from schemas.rules.texts import Misplaced
from schemas.table_mapping import Line, Meaning, TableMapping

DIMENSIONS = ("segment", "park", "indicator")
_ALIKE = ("measure", "of", "period", "status")
_EXPECTED = "parts that differ from their total in one of park, indicator and segment only"


def families_of(mapping: TableMapping) -> list[Family]:
    """Return the families of a table, of its rows and of its columns; raises Misplaced."""
    return [
        family
        for lines in (mapping.rows, mapping.columns)
        for total in lines
        if total.sum_of is not None
        for family in _family(mapping, total, _parts(mapping.meaning, total, lines))
    ]


def new_families(known: Iterable[Family], found: Iterable[Family]) -> list[Family]:
    """Return the found families whose whole has not the same parts in one that is known."""
    seen = {key for _, key in _contents(known)}
    new: list[Family] = []
    for members, key in _contents(found):
        if key not in seen:
            seen.add(key)
            new += members
    return new


def _contents(families: Iterable[Family]) -> Iterator[tuple[list[Family], object]]:
    by_name: dict[str, list[Family]] = {}
    for one in families:
        by_name.setdefault(one.family, []).append(one)
    for members in by_name.values():
        yield members, frozenset((one.dimension, one.whole, one.part) for one in members)


def _parts(table: Meaning, total: Line, lines: Sequence[Line]) -> list[Line]:
    if total.sum_of:
        named = {line.label: line for line in lines}
        return [named[label] for label in total.sum_of]
    others = [line for line in lines if line.sum_of is None and not line.skipped]
    return [line for line in others if _dimensions(table, total, line)]


def _dimensions(table: Meaning, total: Line, part: Line) -> list[str]:
    """Return the one dimension in which a part differs from its total, if it does in one only."""
    whole, of = {**table, **total.meaning}, {**table, **part.meaning}
    if any(whole.get(name, "") != of.get(name, "") for name in _ALIKE):
        return []
    differing = [name for name in DIMENSIONS if whole.get(name, "") != of.get(name, "")]
    return differing if len(differing) == 1 and of.get(differing[0]) else []


def _family(mapping: TableMapping, total: Line, parts: Sequence[Line]) -> list[Family]:
    dimensions = {tuple(_dimensions(mapping.meaning, total, part)) for part in parts}
    if len(dimensions) != 1 or () in dimensions:
        raise Misplaced(total.place, f"a total {total.label!r}", _EXPECTED)
    [(dimension,)] = dimensions
    whole = {**mapping.meaning, **total.meaning}.get(dimension, "")
    name = f"{mapping.table}/{total.label}"
    codes = ({**mapping.meaning, **part.meaning}[dimension] for part in parts)
    return [Family(name, dimension, whole, code) for code in codes]
