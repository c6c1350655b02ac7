"""The scores as a plain table, in the terminal and in docs/accuracy.md."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.slips.making import Made
from benchmarks.slips.scoring import TOP, Score, share

HEADINGS = (
    "slip",
    "made",
    "detectable",
    "flagged",
    "suspect first",
    f"within {TOP}",
    "seen by two or more",
    "suspect first of these",
    "text restored",
    "value restored",
)
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def rows(made: Mapping[str, Made], scores: Sequence[Score]) -> list[list[str]]:
    """Return a row a kind and one of all; shares in percent of the detectable ones."""
    kinds = [_row(kind, one, _of(kind, scores)) for kind, one in made.items()]
    total = Made(sum(one.made for one in made.values()), 0, [s.slip for s in scores])
    return [*kinds, _row("all", total, scores)]


def _of(kind: str, scores: Sequence[Score]) -> list[Score]:
    return [one for one in scores if one.slip.kind == kind]


def _row(kind: str, made: Made, scores: Sequence[Score]) -> list[str]:
    several = [one for one in scores if one.several]
    return [
        kind,
        f"{made.made:,}",
        f"{len(made.detectable):,}",
        _percent([one.flagged for one in scores]),
        _percent([one.rank == 1 for one in scores]),
        _percent([0 < one.rank <= TOP for one in scores]),
        f"{len(several):,}",
        _percent([one.rank == 1 for one in several]),
        _percent([one.restored for one in scores]),
        _percent([one.equal_value for one in scores]),
    ]


def _percent(of: Sequence[bool]) -> str:
    found = share(of)
    # Cut, not rounded: 99.96 of a hundred is not all of them.
    return "" if found is None else f"{int(found * 10) / 10:.1f}"


def as_table(body: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with aligned columns."""
    lines = [list(HEADINGS), *map(list, body)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(cells, widths) for cells in [lines[0], rule, *lines[1:]])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cells[0].ljust(widths[0])]
    padded += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return f"| {' | '.join(padded)} |"


def write_into(document: Path, text: str) -> None:
    """Replace what stands between the markers of a document."""
    before, _, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    document.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
