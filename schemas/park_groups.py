"""Parks that relations tie together, and how many of them are confronted at a time.

No relation reaches from one group of parks to another, so that groups can be confronted one after
another, or side by side, and what is found is the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise

from schemas.codes import Codes
from schemas.linking import linked
from schemas.rules.instances import Instance
from schemas.rules.rule import Rule

Pair = tuple[str, str]


def park_groups(
    parks: Iterable[str], codes: Codes, shares: Iterable[Pair], rules: Iterable[Rule]
) -> list[list[str]]:
    """Return the parks that relations may tie together, in the order of each group's first.

    `shares` are pairs of parks of which a share of one in the other was printed.
    """
    known = sorted(set(parks))
    ties: list[Pair] = [(park, park) for park in known]
    ties += shares
    ties += [(one.park, one.parent) for one in codes.parks.values() if one.parent]
    ties += [(one.part, one.whole) for one in codes.families if one.dimension == "park"]
    ties += [tie for rule in rules for one in rule.instances for tie in _ties(one, known)]
    groups = linked(ties, lambda tie: tie)
    there = set(known)
    found = [sorted({*chain.from_iterable(group)} & there) for group in groups]
    return sorted(group for group in found if group)


def _ties(instance: Instance, known: Sequence[str]) -> Iterable[Pair]:
    named = sorted({one.park for one in instance if one.park})
    # An operand without a park is any park's, which is then compared with those that are named.
    own = known if named and not all(one.park for one in instance) else ()
    return pairwise([*named, *own])


def batches(
    groups: Sequence[Sequence[str]], figures: Mapping[str, int], most: int
) -> list[list[str]]:
    """Put groups of parks together while they have no more than `most` figures."""
    found: list[list[str]] = []
    size = most + 1
    for group in groups:
        more = sum(figures.get(park, 0) for park in group)
        if size + more > most:
            found.append([])
            size = 0
        found[-1].extend(group)
        size += more
    return found
