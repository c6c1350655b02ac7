"""The laws: kinds of arithmetic that tie figures together, one module each."""

from schemas.laws import (
    change,
    conversion,
    growth,
    part_of_whole,
    range,
    restatement,
    share,
    shares_add_up,
    sum,
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
    range.LAW,
)
