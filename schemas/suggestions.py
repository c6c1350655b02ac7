"""What a suggestion of the quality log means: its text read as the suspect's was."""

from collections.abc import Mapping

from schemas.amounts import is_currency, read_amount
from schemas.bars import Row
from schemas.faults import Fault
from schemas.terms import Measure


def suggested(row: Row, figures: Mapping[str, Row]) -> tuple[float, float] | None:
    """Return the usual interval of a row's suggestion; None where it has none in that unit."""
    suspect = figures.get(row["suspect_figure_id"])
    if suspect is None or not row["suggestion"]:
        return None
    unit = suspect["unit"]
    currency = unit if is_currency(unit) else ""
    try:
        amount = read_amount(row["suggestion"], Measure(suspect["measure"]), currency, unit)
    except Fault:
        return None
    # In another unit it is nowhere on the suspect's line.
    return (amount.usual_low, amount.usual_high) if amount.unit == unit else None
