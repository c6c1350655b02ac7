"""Whether a day more or less makes any difference to what is known of a data package."""

from collections.abc import Iterable
from datetime import date

from schemas.codes import Codes, Rate
from schemas.waivers import Waiver


def are_alike(
    one: date, other: date, codes: Codes, rates: Iterable[Rate], waivers: Iterable[Waiver]
) -> bool:
    """Say whether two days know the same sources, rates and waivers.

    Where figures of an indicator are expected at intervals, every day makes them older.
    """
    if one == other:
        return True
    first, last = sorted((one, other))
    if any(indicator.cadence_months for indicator in codes.indicators.values()):
        return False
    published = (source.published_on for source in codes.sources.values())
    days = [
        *(day for day in published if day is not None),
        *(rate.day for rate in rates),
    ]
    ends = [waiver.until for waiver in waivers if waiver.until is not None]
    return not any(first < day <= last for day in days) and not any(
        first <= day < last for day in ends
    )
