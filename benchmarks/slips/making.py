"""Making slips: texts that still read, differ from the original, and are chosen by a seed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.slips.arithmetic import Release
from benchmarks.slips.detection import Seen, seen
from benchmarks.slips.kinds import KINDS, Slips
from schemas.amounts import read_amount
from schemas.faults import Fault
from schemas.figures import Codes, Figure
from schemas.terms import Measure


@dataclass(frozen=True)
class Slip:
    """One slip: the figure as it was printed and as the slip leaves it, and who can see it."""

    kind: str
    original: Figure
    slipped: Figure
    seen: Seen


@dataclass
class Made:
    """The slips made of one kind, and those of them that exact arithmetic can see."""

    made: int = 0
    warned: int = 0
    detectable: list[Slip] = field(default_factory=list)


def make_slips(
    releases: Mapping[str, Release], codes: Codes, each: int, random: Random
) -> dict[str, Made]:
    """Make slips of every kind, over all figures evenly, until `each` of them are detectable.

    A kind that has fewer is made as often as there are texts.
    """
    return {kind: _of_kind(kind, releases, codes, each, random) for kind in KINDS}


def _of_kind(
    kind: str, releases: Mapping[str, Release], codes: Codes, each: int, random: Random
) -> Made:
    texts = {
        figure.figure_id: (figure, release, _shuffled(KINDS[kind], figure, release, random))
        for release in releases.values()
        for figure in release.figures
        if release.sound[figure.figure_id]
    }
    found = Made()
    for figure, release, text in _in_turn(list(texts.values()), random):
        slipped = _slipped(figure, text, codes)
        known = None if slipped is None else seen(release, slipped)
        if slipped is None or known is None:
            continue
        found.made += 1
        found.warned += not known.detectable and known.warns > 0
        if known.detectable:
            found.detectable.append(Slip(kind, figure, slipped, known))
        if len(found.detectable) == each:
            break
    return found


def _shuffled(slips: Slips, figure: Figure, release: Release, random: Random) -> list[str]:
    texts = slips(figure, release.figures)
    kept = list(dict.fromkeys(text for text in texts if text != figure.printed))
    random.shuffle(kept)
    return kept


def _in_turn(
    texts: list[tuple[Figure, Release, list[str]]], random: Random
) -> Iterator[tuple[Figure, Release, str]]:
    """Yield one text of each figure, then a second one of each, and so on."""
    while texts := [one for one in texts if one[2]]:
        random.shuffle(texts)
        for figure, release, left in texts:
            yield figure, release, left.pop()


def _slipped(figure: Figure, text: str, codes: Codes) -> Figure | None:
    """Return the figure with another text; None where that does not read, or reads the same."""
    park, indicator = codes.park(figure.park), codes.indicator(figure.indicator)
    try:
        amount = read_amount(text, Measure(figure.measure), park.currency, indicator.unit)
    except Fault:
        return None
    slipped = replace(figure, printed=text, **amount._asdict())
    same = all(getattr(slipped, name) == getattr(figure, name) for name in amount._fields)
    return None if same else slipped
