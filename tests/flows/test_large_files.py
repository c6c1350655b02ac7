"""Files of any size are told of in bounded time and memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.csv_headers import MOST_COLUMNS
from flows.csv_records import LONGEST_CELL_CHARACTERS, LONGEST_ROW_CHARACTERS
from flows.keyed_entries import LARGEST_BYTES as LARGEST_YAML
from flows.package_files import LARGEST_BYTES
from tests.flows.limited import read_limited
from tests.flows.test_figure_files import GOOD, HEADER, write

ROW = "B,S,P,I,2016,5\n"


def _pieces(piece: str, times: int, before: str = "", after: str = "") -> Iterator[str]:
    yield before
    block = piece * 10_000
    yield from (block for _ in range(times // 10_000))
    yield after


BOMB = "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
WIDE = f"{HEADER}{',x' * 5000}\n"
# A file's name, what it holds, the rows read of it, and what is said of it.
LARGE: dict[str, tuple[str, Callable[[], Iterator[str]], int, str]] = {
    "one line of 99 MB": (
        "figures/b.csv",
        lambda: _pieces("x" * 99, 1_000_000),
        0,
        f"a row of at most {LONGEST_ROW_CHARACTERS:,} characters",
    ),
    "one row of 90 MB": (
        "figures/b.csv",
        lambda: _pieces("x,", 45_000_000, f"{HEADER}\n", f"\n{ROW}"),
        1,
        f"a row of at most {LONGEST_ROW_CHARACTERS:,} characters",
    ),
    "more than the largest file": (
        "figures/b.csv",
        lambda: _pieces("x" * 101, LARGEST_BYTES // 100),
        0,
        f"at most {LARGEST_BYTES:,}",
    ),
    "a cell of 2 MB": (
        "figures/b.csv",
        lambda: _pieces("x", 2_000_000, f'{HEADER}\nA,"', f'"\n{ROW}'),
        1,
        f"a row of at most {LONGEST_ROW_CHARACTERS:,} characters",
    ),
    "a quote that is never closed": (
        "figures/b.csv",
        lambda: _pieces(ROW, 50_000, f'{HEADER}\nA,"'),
        -1,
        f"cells of at most {LONGEST_CELL_CHARACTERS:,} characters",
    ),
    "5,000 columns": (
        "figures/b.csv",
        lambda: _pieces(f"{ROW.strip()}{',' * 5000}\n", 10_000, WIDE),
        0,
        f"at most {MOST_COLUMNS:,}",
    ),
    "text in another encoding": (
        "figures/b.csv",
        lambda: _pieces("\udcff\udcfe", 30_000_000, HEADER),
        0,
        "a text in UTF-8",
    ),
    "aliases of aliases": ("rules.yml", lambda: iter(["a: &a x\n", BOMB]), 0, "the text itself"),
    "lists in lists": ("rules.yml", lambda: _pieces("[", 190_000), 0, "at most 6 levels"),
    "a large YAML file": (
        "waivers.yml",
        lambda: _pieces("x", 10 * LARGEST_YAML),
        0,
        f"at most {LARGEST_YAML:,} bytes",
    ),
    "a waiver of 20,000 figures twice": (
        "waivers.yml",
        lambda: iter([f"w: {{check: sum, reason: r, by: b, figures: [{','.join(IDS)}, A1]}}"]),
        0,
        "each figure id once",
    ),
}
IDS = [f"A{place}" for place in range(20_000)]


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_takes_bounded_time_and_memory(tmp_path: Path, name: str) -> None:
    file, pieces, rows, expected = LARGE[name]
    path = write(tmp_path, {"figures/a.csv": GOOD}) / file
    with path.open("w", encoding="utf-8", errors="surrogateescape") as out:
        out.writelines(pieces())
    used = read_limited(tmp_path, cpu_seconds=30, megabytes=2000)
    path.unlink()
    [entry] = used.unread
    assert entry[0] == file
    assert expected in str(entry[4])
    if rows >= 0:
        assert used.rows == 1 + rows
    assert used.megabytes < 700
