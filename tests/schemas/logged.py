"""Rows as the quality log keeps them, with only what a test is about filled in."""

from schemas.bars import Row

SUSPECT = ("suspect_figure_id", "suspect_low", "suspect_high", "suggestion")


def logged_row(check_id: str, figure_ids: list[str], **known: object) -> Row:
    empty = dict.fromkeys(
        f"{whose}_{width}{end}"
        for whose in ("observed", "expected")
        for width in ("", "widest_")
        for end in ("low", "high")
    )
    names = {"check_id": check_id, "figure_ids": figure_ids, "source_id": "s", "unit": "CNY"}
    return names | empty | dict.fromkeys(SUSPECT) | known


def logged_figure(
    name: str, printed: str, low: float | None, high: float | None, **known: object
) -> Row:
    """Return a row of the log's figures whose widest bounds are the usual ones, unless given."""
    usual = {"usual_low": low, "usual_high": high, "widest_low": low, "widest_high": high}
    words = {"figure_id": name, "printed": printed, "unit": "CNY", "measure": "level"}
    return words | usual | known
