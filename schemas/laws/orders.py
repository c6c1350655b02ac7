"""The orders in which figures stand for one another, as ranks: numbers are quicker than sorting."""

from __future__ import annotations

from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.terms import Status

RANKS = ("rank", "newest_rank", "sharpest_rank")


def ranked(figures: ir.Table) -> ir.Table:
    """Give the figures of the working table their ranks.

    By `rank` one is preferred as an operand, by `newest_rank` it speaks for its group, and by
    `sharpest_rank` one printing of a figure stands before another of its source.
    """
    status, name = _status_rank(figures.status), figures.figure_id
    newest = ibis.desc(figures.published_on, nulls_first=False)
    orders = {
        "rank": [status, newest, figures.unit_assumed, _relative_width(figures), name],
        "newest_rank": [status, newest, name],
        "sharpest_rank": [_relative_width(figures), name],
    }
    # The other columns would be sorted with these.
    places = figures.select(
        "figure_id",
        **{rank: ibis.row_number().over(order_by=order_by) for rank, order_by in orders.items()},
    )
    return figures.drop(*orders).inner_join(places, "figure_id").select(*figures.columns)


def _status_rank(status: Any) -> Any:
    return ibis.cases(*((status == name, rank) for rank, name in enumerate(Status)), else_=99)


def _relative_width(figures: ir.Table) -> ir.FloatingValue:
    width = figures.high - figures.low
    return ibis.ifelse(width == 0, 0.0, width / (figures.high + figures.low).abs())
