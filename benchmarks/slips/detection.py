"""Which slips exact arithmetic can see at all, and by how many relations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmarks.slips.arithmetic import Release
from benchmarks.slips.propagation import meet
from benchmarks.slips.release import exactly
from schemas.figures import Figure


@dataclass(frozen=True)
class Seen:
    """What a slip does: it breaks so many relations, or so many only in their usual readings.

    `hidden` where only several relations together show it.
    """

    fails: int
    warns: int
    hidden: bool = False

    @property
    def detectable(self) -> bool:
        return self.fails > 0 or self.hidden


def seen(release: Release, slipped: Figure) -> Seen | None:
    """Return what a slip does to a release; None where the other figures contradict anyway."""
    release = release.with_unit_of(slipped)
    widest, usual = (release.allowed(slipped, usual) for usual in (False, True))
    if widest is None:
        return None
    fails = widest.broken_by(exactly(slipped))
    warns = usual.broken_by(exactly(slipped, usual=True)) - fails if usual is not None else 0
    hidden = not fails and meet(widest.together, exactly(slipped)) is None
    return Seen(fails, max(warns, 0), hidden)


def by_source(figures: Iterable[Figure]) -> Mapping[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.source_id, []).append(figure)
    return found
