"""Measured text in a document, between markers of its own."""

from pathlib import Path


def write_between(document: Path, name: str, text: str) -> None:
    """Replace what stands between a document's two markers of a name."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, mark, rest = document.read_text(encoding="utf-8").partition(begin)
    _, other, after = rest.partition(end)
    if not (mark and other):
        raise ValueError(f"{document}: lacks {begin} or {end}")
    document.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
