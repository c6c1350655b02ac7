"""The shapes that a number line is drawn with: boxes, strokes, arrowheads and texts."""

from collections.abc import Iterator, Mapping
from math import isinf
from typing import Any

from rich.cells import cell_len

from flows.report.chart_layout import (
    BAR_PX,
    BOLD_COLUMN_PX,
    KEY_PX,
    LEAST_PX,
    LINE_PX,
    WIDTH_PX,
    Layout,
    Span,
    key_texts,
)
from schemas.bars import Kind, gap_words

GAP = "var(--gap, #c2255c)"
TEXT = "currentColor"
COLOURS: Mapping[Kind, str] = {
    Kind.PRINTED: "var(--printed, #3b78c4)",
    Kind.SUSPECT: "var(--suspect, #d9480f)",
    Kind.EXPECTED: "var(--expected, currentColor)",
    Kind.SUGGESTION: "var(--suggestion, #2b8a3e)",
}
# Told apart by more than colour: what was printed is full, what was not is an outline.
FULL = frozenset({Kind.PRINTED, Kind.SUSPECT})
SOLID, DASHED = [1, 0], [3, 3]

Shape = Mapping[str, Any]

# From the end of a bar to the middle of its arrowhead.
ARROW_PX = 5


def boxes(layout: Layout) -> Iterator[Shape]:
    """Return the filled and outlined boxes, those behind first."""
    if layout.line.gap is not None:
        across = layout.span(*layout.line.gap)
        yield _box(across, (layout.bars_top, layout.bars_bottom), fill=GAP, fillOpacity=0.13)
    for number, bar in enumerate(layout.line.bars):
        down = layout.bar_middle(number) - BAR_PX / 2, layout.bar_middle(number) + BAR_PX / 2
        yield _box(layout.span(bar.low, bar.high), down, **_look(bar.kind))
        top = number * layout.key_lines * LINE_PX + (LINE_PX - BAR_PX) / 2
        yield _box((1, KEY_PX - 7), (top, top + BAR_PX), **_look(bar.kind))


def _box(across: Span, down: Span, **look: Any) -> Shape:
    look = {"fill": TEXT, "fillOpacity": 1, "stroke": "transparent", "strokeDash": SOLID} | look
    return {"x": across[0], "x2": across[1], "y": down[0], "y2": down[1], **look}


def _look(kind: Kind) -> dict[str, Any]:
    if kind in FULL:
        return {"fill": COLOURS[kind]}
    dash = DASHED if kind is Kind.SUGGESTION else SOLID
    return {"fillOpacity": 0, "stroke": COLOURS[kind], "strokeDash": dash}


def strokes(layout: Layout) -> Iterator[Shape]:
    """Return the straight lines: whiskers with their caps, and the bracket of the gap."""
    for number, bar in enumerate(layout.line.bars):
        colour, middle = COLOURS[bar.kind], layout.bar_middle(number)
        low, high = layout.span(bar.low, bar.high)
        for inner, bound in ((low, bar.widest_low), (high, bar.widest_high)):
            end = layout.across(bound)
            if abs(end - inner) > LEAST_PX / 2:
                yield _stroke((inner, end), (middle, middle), colour)
                cap = 0 if isinf(bound) else 3
                yield _stroke((end, end), (middle - cap, middle + cap), colour)
    if layout.line.gap is not None:
        low, high = layout.span(*layout.line.gap)
        for end in (low, high):
            yield _stroke((end, end), (layout.bars_top, layout.bars_bottom + 5), GAP, DASHED)
        yield _stroke((low, high), (layout.bars_bottom + 5,) * 2, GAP)


def _stroke(across: Span, down: Span, colour: str, dash: list[int] = SOLID) -> Shape:
    ends = {"x": across[0], "x2": across[1], "y": down[0], "y2": down[1]}
    return {**ends, "stroke": colour, "strokeDash": dash}


def arrows(layout: Layout) -> Iterator[Shape]:
    """Return the arrowheads of bars that go on beyond the picture."""
    for number, bar in enumerate(layout.line.bars):
        y, colour = layout.bar_middle(number), COLOURS[bar.kind]
        for bound, way in ((bar.widest_low, "left"), (bar.widest_high, "right")):
            if isinf(bound):
                x = layout.across(bound) + (ARROW_PX if bound > 0 else -ARROW_PX)
                yield {"x": x, "y": y, "shape": f"triangle-{way}", "fill": colour}


def texts(layout: Layout) -> Iterator[Shape]:
    """Return the words: the key, and how wide the gap is."""
    for number, bar in enumerate(layout.line.bars):
        label, interval = key_texts(bar, layout.line.unit)
        y = (number * layout.key_lines + 0.5) * LINE_PX
        yield _text(KEY_PX, y, label)
        if layout.key_lines == 1:
            yield _text(WIDTH_PX, y, interval, align="right", fontWeight=600)
        else:
            yield _text(KEY_PX, y + LINE_PX, interval, fontWeight=600)
    if layout.line.gap is not None:
        words = gap_words(layout.line)
        half = cell_len(words) * BOLD_COLUMN_PX / 2
        middle = sum(layout.span(*layout.line.gap)) / 2
        x = min(max(middle, half), WIDTH_PX - half)
        yield _text(x, layout.bars_bottom + 15, words, align="center", fontWeight=600)


def _text(x: float, y: float, text: str, **look: Any) -> Shape:
    return {"x": x, "y": y, "text": text, "align": "left", "fill": TEXT, "fontWeight": 400} | look
