"""A number line in text, for terminals: bars to scale below each other, and the gap between."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isinf

from rich.cells import cell_len, set_cell_size

from flows.terminal.axis import axis, place_of
from flows.wording import harmless
from schemas.bars import Bar, Kind, NumberLine, gap_words

# Fewer columns than this have no room for bars to scale, nor for what is said of the gap.
LEAST_COLUMNS = 32


@dataclass(frozen=True)
class Marks:
    """The characters that a number line is drawn with."""

    printed: str
    expected: str
    suggestion: str
    whisker: str
    ends: str
    arrows: str
    gap: str
    axis: str

    def of(self, kind: Kind) -> str:
        """Return what the bar of a kind is made of."""
        known = {Kind.EXPECTED: self.expected, Kind.SUGGESTION: self.suggestion}
        return known.get(kind, self.printed)


DRAWN = Marks("█", "▒", "░", "─", "├┤", "◄►", "╌", "─┬")
PLAIN = Marks("#", "=", "~", "-", "||", "<>", ".", "-+")


def text_lines(line: NumberLine, columns: int, plain: bool = False) -> list[str]:
    """Return a number line as lines of text; `plain` ones are of ASCII only.

    Labels stand beside their bars where there is room, else above them.
    """
    labels = [harmless(bar.label) for bar in line.bars]
    margin = max(map(cell_len, [*labels, line.scaled[1]])) + 2
    margin = margin if margin <= min(columns // 2, columns - LEAST_COLUMNS) else 0
    return [
        one.rstrip() for one in _lines(line, labels, margin, columns, PLAIN if plain else DRAWN)
    ]


def _lines(
    line: NumberLine, labels: list[str], margin: int, columns: int, marks: Marks
) -> Iterator[str]:
    track = columns - margin
    for bar, label in zip(line.bars, labels, strict=True):
        if not margin:
            yield label if cell_len(label) <= columns else f"{set_cell_size(label, columns - 3)}..."
        beside = set_cell_size(label, margin) if margin else ""
        yield beside + _bar(bar, line.domain, track, marks)
    if line.gap is not None:
        yield from (" " * margin + one for one in _gap(line, line.gap, track, marks))
    ticks, numbers = axis(line, track, marks.axis)
    unit = line.scaled[1]
    yield " " * margin + ticks
    yield f"{unit:>{margin - 2}}  {numbers}" if margin else numbers
    if not margin and unit:
        yield f"{unit:>{columns}}"


def _bar(bar: Bar, domain: tuple[float, float], columns: int, marks: Marks) -> str:
    drawn = [" "] * columns
    usual = [place_of(bound, domain, columns) for bound in (bar.low, bar.high)]
    ends = (bar.widest_low, bar.widest_high)
    widest = [place_of(bound, domain, columns) for bound in ends]
    drawn[widest[0] : widest[1] + 1] = marks.whisker * (widest[1] + 1 - widest[0])
    drawn[widest[0]], drawn[widest[1]] = marks.ends[0], marks.ends[1]
    drawn[usual[0] : usual[1] + 1] = marks.of(bar.kind) * (usual[1] + 1 - usual[0])
    for place, bound, arrow in zip(widest, ends, marks.arrows, strict=True):
        if isinf(bound):
            drawn[place] = arrow
    return "".join(drawn)


def _gap(line: NumberLine, gap: tuple[float, float], columns: int, marks: Marks) -> Iterator[str]:
    """Return the bracket of a gap with its width in words: within it, beside it, or below."""
    low, high = (place_of(bound, line.domain, columns) for bound in gap)
    words = f" {gap_words(line)} "
    width = max(high - low - 1, 0)
    inside = words if len(words) <= width else ""
    bracket = marks.ends[0] + inside.center(width, marks.gap) + marks.ends[1]
    if inside:
        yield " " * low + bracket
    elif low + len(bracket) + len(words) <= columns:
        yield " " * low + bracket + words
    elif len(words) <= low:
        yield " " * (low - len(words)) + words + bracket
    else:
        yield " " * low + bracket
        yield words.strip().center(columns)
