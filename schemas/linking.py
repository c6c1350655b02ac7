"""Things that share names, together.

Source: union-find with path halving, Tarjan and van Leeuwen 1984, Worst-case analysis of set union
algorithms, Journal of the ACM 31.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def linked(items: Iterable[Item], names: Callable[[Item], Iterable[str]]) -> list[list[Item]]:
    """Return the items that share names, directly or over others, together, in their order."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    firsts = []
    for item in items:
        first, *others = names(item)
        for other in others:
            leader[find(other)] = find(first)
        firsts.append((item, first))
    groups: dict[str, list[Item]] = {}
    for item, first in firsts:
        groups.setdefault(find(first), []).append(item)
    return list(groups.values())
