"""Appending to waivers.yml: what is there stays, what is written is read, or nothing changes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.waivers.files import read_waivers
from flows.waivers.writing import NotWritten, append_waiver
from schemas.terms import Outcome
from schemas.waivers import Waiver

WAIVER = Waiver("new", "sum", ("a", "b"), Outcome.WARN, "A slip.", "A. Editor", date(2027, 6, 30))
OTHER = "other: {check: sum, figures: [z], reason: r, by: b}"


def waivers(file: Path) -> tuple[Waiver, ...]:
    found, quarantined = read_waivers(file.read_bytes(), [])
    assert quarantined == []
    return found


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", 1),
        ("# Nothing yet", 3),
        (f"# Why\r\n{OTHER}  # kept\r\n", 4),
        (f"\ufeff{OTHER}\n\n\n", 5),
        ("other:\n  check: sum\n  figures: [z]\n  by: b\n  reason: |+\n    Two lines.\n\n", 9),
    ],
)
def test_what_is_there_stays_byte_for_byte(tmp_path: Path, before: str, line: int) -> None:
    file = tmp_path / "waivers.yml"
    file.write_bytes(before.encode())
    file.chmod(0o640)
    assert append_waiver(file, WAIVER, []) == line
    after = file.read_bytes()
    assert after.startswith(before.encode())
    assert after.count(b"\r\n") in (0, after.count(b"\n"))
    assert waivers(file)[-1] == replace(WAIVER, line=line)
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["waivers.yml"]


def test_a_link_to_a_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, file = tmp_path / "elsewhere" / "all.yml", tmp_path / "waivers.yml"
    target.write_text(f"{OTHER}\n")
    file.symlink_to(target)
    append_waiver(file, WAIVER, [])
    assert file.is_symlink()
    assert len(waivers(target)) == 2


@pytest.mark.parametrize(
    "text",
    ["- [a]: {b} # 'c' \"d\"", "12", "2027-06-30", "yes", "亿元\x1b[2J", "x " * 300, "&a *b"],
)
def test_any_text_is_read_as_it_was_given(tmp_path: Path, text: str) -> None:
    file = tmp_path / "waivers.yml"
    words = text.strip()
    given = replace(WAIVER, figure_ids=(words,), reason=words, by=words)
    append_waiver(file, given, [])
    assert waivers(file) == (replace(given, line=1),)


@pytest.mark.parametrize(
    ("before", "given", "told"),
    [
        (OTHER, {"link": "javascript:x"}, "expected an address"),
        (OTHER, {"waiver_id": "Bad"}, "expected a key of small letters"),
        (OTHER, {"waiver_id": "other"}, "line 1 has this one"),
        (OTHER, {"reason": ""}, "found nothing, expected words"),
        (OTHER, {"reason": "half \udc80"}, "half a character"),
        (OTHER, {"reason": "x" * 200_000}, "expected a YAML file"),
        (f"  {OTHER}", {}, "would not be read"),
        (f"{{{OTHER}}}", {}, "would not be read"),
    ],
)
def test_what_would_not_be_read_is_not_written(
    tmp_path: Path, before: str, given: dict[str, str], told: str
) -> None:
    file = tmp_path / "waivers.yml"
    file.write_text(before)
    with pytest.raises(NotWritten, match=told):
        append_waiver(file, replace(WAIVER, **given), [])
    assert file.read_text() == before
