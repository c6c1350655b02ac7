"""The laws: kinds of arithmetic that tie figures together, one module each."""

from schemas.laws import (
    change,
    conversion,
    freshness,
    growth,
    part_of_whole,
    range,
    restatement,
    share,
    shares_add_up,
    sum,
    target_path,
    year_to_date,
)
from schemas.laws.law import Law

LAWS: tuple[Law, ...] = (
    share.LAW,
    shares_add_up.LAW,
    sum.LAW,
    part_of_whole.LAW,
    growth.LAW,
    change.LAW,
    year_to_date.LAW,
    conversion.LAW,
    restatement.LAW,
    target_path.LAW,
    range.LAW,
    freshness.LAW,
)
