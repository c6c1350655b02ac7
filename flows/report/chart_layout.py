"""Where the parts of a number line stand in its picture: a key above, the bars to scale below."""

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from flows.wording import harmless
from schemas.bars import Bar, NumberLine
from schemas.display import format_interval

# For a telephone, where texts shrink a little; on a desk they grow a little.
WIDTH_PX = 380
# Room for half a number of the axis.
SIDE_PX = 18
LINE_PX = 17
KEY_PX = 22
BAR_PX = 10
STEP_PX = 17
# An exact count has no width, and is to be seen.
LEAST_PX = 3
# So much a column of text takes in wide fonts; a Chinese character has two columns.
COLUMN_PX = 6.5
BOLD_COLUMN_PX = 7.1
KEY_COLUMNS = int((WIDTH_PX - KEY_PX) / COLUMN_PX)

Span = tuple[float, float]


@dataclass(frozen=True)
class Layout:
    """Where a number line stands in its picture: pixels from the left, and from the top."""

    line: NumberLine

    def across(self, value: float) -> float:
        """Return where a number stands; one beyond the picture stands at its edge."""
        first, last = self.line.domain
        share = (min(max(value, first), last) - first) / (last - first)
        return round(SIDE_PX + share * (WIDTH_PX - 2 * SIDE_PX), 2)

    def span(self, low: float, high: float) -> Span:
        """Return where an interval stands, wide enough to be seen."""
        left, right = self.across(low), self.across(high)
        missing = max(LEAST_PX - (right - left), 0.0) / 2
        return left - missing, right + missing

    @property
    def key_lines(self) -> int:
        """How many lines of text each bar has in the key."""
        texts = [key_texts(bar, self.line.unit) for bar in self.line.bars]
        widest = max(
            COLUMN_PX * cell_len(f"{label}  ") + BOLD_COLUMN_PX * cell_len(interval)
            for label, interval in texts
        )
        return 1 if widest <= WIDTH_PX - KEY_PX else 2

    @property
    def bars_top(self) -> float:
        """Where the key ends."""
        return len(self.line.bars) * self.key_lines * LINE_PX + 6

    def bar_middle(self, number: int) -> float:
        """Return the height of one bar."""
        return self.bars_top + (number + 0.5) * STEP_PX

    @property
    def bars_bottom(self) -> float:
        """Where the bars end."""
        return self.bars_top + len(self.line.bars) * STEP_PX

    @property
    def height(self) -> float:
        """Where the axis stands."""
        return self.bars_bottom + (LINE_PX + 6 if self.line.gap else 2)


def key_texts(bar: Bar, unit: str) -> tuple[str, str]:
    """Return what the key says of a bar: its label, cut to one line, and its interval."""
    label = harmless(bar.label)
    if cell_len(label) > KEY_COLUMNS:
        label = f"{set_cell_size(label, KEY_COLUMNS - 1).rstrip()}…"
    return label, format_interval(bar.low, bar.high, unit)
