"""Templates are compiled once for a program, and a cache that cannot be used is as none."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from flows.cache_files import cache_file
from flows.report import compiled_templates
from flows.report.compiled_templates import CompiledTemplates

TEMPLATES = {"page": "<p>{{ text }}</p>"}


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def _page(autoescape: bool = True) -> str:
    environment = Environment(
        loader=DictLoader(TEMPLATES), autoescape=autoescape, bytecode_cache=CompiledTemplates()
    )
    return environment.get_template("page").render(text="<b>")


def _files() -> list[Path]:
    return list(cache_file("templates").iterdir())


def test_what_was_compiled_is_used_again_by_the_same_program_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    escaped = _page()
    [file] = _files()
    compiled = file.read_bytes()
    assert _page() == escaped == "<p>&lt;b&gt;</p>"
    assert file.read_bytes() == compiled
    monkeypatch.setattr(compiled_templates, "program_hash", lambda: "one that escapes nothing")
    assert _page(autoescape=False) == "<p><b></p>"
    assert _files() == [file]


@pytest.mark.parametrize("content", [b"", b"text", None], ids=["empty", "no-code", "cut-off"])
def test_a_damaged_file_is_replaced(content: bytes | None) -> None:
    expected = _page()
    [file] = _files()
    whole = file.read_bytes()
    for length in range(0, len(whole), 101) if content is None else (0,):
        file.write_bytes(whole[:length] if content is None else content)
        assert _page() == expected
        assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_made_only_takes_longer(cache_folder: Path) -> None:
    (cache_folder / "parkfigures").write_text("a file in its place", encoding="utf-8")
    assert _page() == "<p>&lt;b&gt;</p>"
