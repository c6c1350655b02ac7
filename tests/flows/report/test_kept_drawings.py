"""What was drawn for one report is not drawn again for the next."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cache_files import cache_file
from flows.report import kept_drawings
from flows.report.kept_drawings import FILE, MOST_DRAWINGS, drawings


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of its own; only Linux looks for it there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_file(FILE).is_relative_to(tmp_path)
    drawings.cache_clear()
    yield tmp_path
    drawings.cache_clear()


def _drawn(of: str, afresh: str) -> str:
    """Return a drawing as the next process gets it, which would draw `afresh`."""
    drawings.cache_clear()
    found = drawings().get(of, lambda: afresh)
    drawings().keep()
    return found


def test_a_drawing_is_drawn_once() -> None:
    assert _drawn("a line", "first") == "first"
    assert _drawn("another line", "other") == "other"
    assert _drawn("a line", "second") == "first"


def test_another_program_draws_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    _drawn("a line", "first")
    monkeypatch.setattr(kept_drawings, "program_hash", lambda: "another")
    assert _drawn("a line", "second") == "second"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"by": [], "drawn": {}}', "\0"])
def test_a_damaged_file_is_as_none(text: str) -> None:
    _drawn("a line", "first")
    cache_file(FILE).write_text(text, encoding="utf-8")
    assert _drawn("a line", "second") == "second"


def test_the_drawings_asked_for_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_drawings, "MOST_DRAWINGS", 2)
    assert MOST_DRAWINGS > 2
    for line in ("a", "b", "a", "c"):
        drawings().get(line, line.lower)
    drawings().keep()
    assert [_drawn(line, "again") for line in ("a", "c", "b")] == ["a", "c", "again"]


def test_a_folder_that_cannot_be_written_only_takes_longer(cache_folder: Path) -> None:
    (cache_folder / "parkfigures").write_text("a file in its place", encoding="utf-8")
    assert _drawn("a line", "first") == "first"
    assert _drawn("a line", "second") == "second"
