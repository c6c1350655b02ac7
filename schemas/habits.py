"""How a source writes its figures: what makes one text of a figure likelier than another.

A text is thought of as drawn in steps: its words, its magnitude, its length, its digits.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import exp, fsum, isfinite, log10

from schemas.figures import Figure
from schemas.slips import GROUPED, NUMBER
from schemas.word_slips import scale_of, whole_word

# Enough of a source to know its habits.
SAMPLE = 400
# A word, and a scale word, that a source has not used yet counts like so many of its figures.
UNSEEN_WORD, UNSEEN_SCALE = 0.05, 0.3
# How far, in powers of ten, figures of one indicator, and of one source at all, lie apart.
NEAR, FAR = 0.4, 1.0
# The share of figures whose magnitude nothing in the source foretells.
ANYWHERE = 0.01
# How common so many decimals are, and so many digits before them, where a source does not tell.
DECIMALS = (1.0, 1.0, 0.8, 0.3, 0.02, 0.005)
LENGTHS = {
    "percent": (0.1, 1.0, 1.0, 0.1, 0.01, 0.003),
    "scaled": (0.1, 1.0, 1.0, 1.0, 0.1, 0.02),
    "other": (0.1, 1.0, 1.0, 1.0, 1.0, 0.5),
}


@dataclass(frozen=True)
class Habits:
    """What a source's figures have in common; `figures` is a sample of them.

    `forms` counts the scale words of each measure, and with each the decimals and the lengths.
    """

    figures: Sequence[Figure]
    grouped: bool
    scales: tuple[str, ...]
    forms: Counter[tuple[object, ...]]
    words: dict[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def _heights(self) -> Mapping[tuple[str, str], Sequence[tuple[str, str, float]]]:
        """Id, indicator and height of the figures of each measure and unit."""
        found = defaultdict(list)
        for one in self.figures:
            found[one.measure, one.unit].append((one.figure_id, one.indicator, _height(one)))
        return found

    def word(self, word: str, of: Figure) -> float:
        """Return how common a word is among the source's figures of this measure."""
        key = of.measure, word
        if key not in self.words:
            alike = [one.printed for one in self.figures if one.measure == of.measure]
            self.words[key] = sum(_has(word, text) for text in alike)
        return max(self.words[key] - _has(word, of.printed), 0) + UNSEEN_WORD

    def bare(self, of: Figure) -> float:
        """Return how common sums without a currency are among the source's figures."""
        bare = [one.unit_assumed for one in self.figures if one.measure == of.measure]
        return max(sum(bare) - of.unit_assumed, 0) + UNSEEN_WORD

    def knows(self, word: str) -> bool:
        """Say whether a source has used a word."""
        return any(_has(word, one.printed) for one in self.figures)

    def form(self, number: str, scale: str, of: Figure) -> float:
        """Return how common a scale word, with numbers of this form, is among such figures."""
        own = Counter(_forms(of))
        common = [self.forms[key] - own[key] for key in _form(number, scale, of.measure)]
        scaled, decimals, length = (max(count, 0) for count in common)
        before, after = digits_of(number)
        after_likely = DECIMALS[min(after, len(DECIMALS) - 1)]
        before_likely = LENGTHS[_kind(scale, of.measure)][min(before, 5)]
        of_scale = (decimals + after_likely) * (length + before_likely) / (scaled + 1) ** 2
        return (scaled + UNSEEN_SCALE) * of_scale

    def magnitude(self, value: float, unit: str, of: Figure) -> float:
        """Return how common figures of about this value are in the source, in units of a decade."""
        if not value or not isfinite(value):
            return ANYWHERE
        height = log10(abs(value))
        alike = [one for one in self._heights.get((of.measure, unit), ()) if one[0] != of.figure_id]
        near = [exp(-abs(height - other) / FAR) for _, _, other in alike]
        same = [
            exp(-abs(height - other) / NEAR)
            for _, indicator, other in alike
            if indicator == of.indicator
        ]
        return ANYWHERE + _mean(same) + _mean(near) / 2


def habits_of(figures: Iterable[Figure]) -> Habits:
    """Learn a source's habits from its figures, in whatever order they come."""
    sample = sorted(figures, key=lambda one: one.figure_id)[:SAMPLE]
    scales = Counter(scale_of(figure.printed) for figure in sample)
    return Habits(
        figures=sample,
        grouped=any(GROUPED.search(figure.printed) for figure in sample),
        scales=tuple(scale for scale, _ in scales.most_common() if scale),
        forms=Counter(form for figure in sample for form in _forms(figure)),
    )


def digits_of(number: str) -> tuple[int, int]:
    """Return how many digits a number has before its point, but for a lone zero, and after it."""
    before, _, after = number.partition(".")
    return len(before.lstrip("0")), len(after)


def _forms(figure: Figure) -> Iterator[tuple[object, ...]]:
    numbers = NUMBER.findall(figure.printed)
    if numbers:
        last = numbers[-1].replace(",", "")
        yield from _form(last, scale_of(figure.printed), figure.measure)


def _form(number: str, scale: str, measure: str) -> Iterator[tuple[object, ...]]:
    before, after = digits_of(number)
    yield from ((measure, scale), (measure, scale, "after", after))
    yield measure, scale, "before", before


def _kind(scale: str, measure: str) -> str:
    if measure in ("share", "growth"):
        return "percent"
    return "scaled" if scale and scale.isascii() else "other"


@lru_cache(maxsize=2**14)
def _has(word: str, printed: str) -> bool:
    return not word or whole_word(word).search(printed) is not None


def _height(figure: Figure) -> float:
    middle = abs(figure.usual_low + figure.usual_high) / 2
    return log10(middle) if middle and isfinite(middle) else 0.0


def _mean(of: Sequence[float]) -> float:
    # Python 3.12 adds doubles otherwise than 3.11; the exact sum is the same everywhere.
    return fsum(of) / len(of) if of else 0.0
