"""The relations of families in one release: parts add up to their whole, their shares to one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.slips.propagation import Relation, total
from benchmarks.slips.release import Node, Printings
from schemas.figures import Family

Parts = Mapping[tuple[str, str, str], Sequence[str]]
PLACES = {"park": 0, "indicator": 1, "segment": 2}


def sums(printed: Printings, families: Iterable[Family]) -> Iterator[Relation]:
    """Yield each family's sum, without those that are complete within a larger complete one."""
    whole_of: dict[Node, list[frozenset[Node]]] = {}
    for (_, dimension, whole), codes in _parts(families).items():
        for node in {
            one.at(dimension, whole)
            for one in printed
            if one.measure == "level" and getattr(one, dimension) in (whole, *codes)
        }:
            parts = frozenset(node.at(dimension, code) for code in codes)
            if parts not in whole_of.setdefault(node, []):
                whole_of[node].append(parts)
    for node, several in whole_of.items():
        for parts in several:
            if not any(parts < other <= printed.keys() for other in several):
                yield total("sum", {node: 1, **dict.fromkeys(sorted(parts, key=str), -1)})


def shares_of_families(printed: Printings, families: Iterable[Family]) -> Iterator[Relation]:
    """Yield that the shares of a family, of the same whole, add up to one."""
    for (_, dimension, whole), codes in _parts(families).items():
        anchors = {
            one.at(dimension, "")
            for one in printed
            if one.measure == "share" and getattr(one, dimension) in codes
            if _of_the_whole(one, dimension, whole)
        }
        for anchor in sorted(anchors, key=str):
            shares = [anchor.at(dimension, code) for code in codes]
            yield total("shares-add-up", dict.fromkeys(shares, 1), 1, 1)


def _of_the_whole(node: Node, dimension: str, whole: str) -> bool:
    own = (node.park, node.indicator, node.segment)
    place = PLACES[dimension]
    return node.more == (*own[:place], whole, *own[place + 1 :])


def _parts(families: Iterable[Family]) -> Parts:
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in families:
        found.setdefault((one.family, one.dimension, one.whole), []).append(one.part)
    return {key: parts for key, parts in found.items() if len(parts) > 1}
