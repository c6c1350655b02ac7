"""Two numbers that bound a figure: 30 to 40, between a and b, 20亿至30亿元."""

from collections.abc import Mapping

from schemas.intervals import Interval
from schemas.printed_numbers import Unreadable
from schemas.qualifiers import PART, around
from schemas.quantities import Amount, Quantity, amount, interval, quantity
from schemas.signs import growth_of, printed_sign

Parts = Mapping[str, str]
Range = tuple[Interval, Interval, Quantity]


def range_of(parts: Parts, qualifier: str, yuan: str) -> Range:
    """Return the usual and the widest interval of a range, and its more roughly printed end."""
    _refuse(parts, qualifier)
    start, end = _shared(amount(parts, ""), amount(parts, "2"))
    low, high = quantity(start, yuan), quantity(end, yuan)
    if low.unit != high.unit:
        raise Unreadable("one unit for both ends of a range, such as '30 to 40 percent'")
    (lowest, below), (highest, above) = _end(parts, "", low), _end(parts, "2", high)
    if lowest.low > highest.high:
        raise Unreadable("a range that runs upwards, such as '30 to 40'")
    rougher = low if low.digit > high.digit else high
    return Interval(lowest.low, highest.high), Interval(below.low, above.high), rougher


def _refuse(parts: Parts, qualifier: str) -> None:
    if qualifier:
        raise Unreadable("a range without a qualifier, such as '30 to 40'")
    if parts["open"]:
        raise Unreadable("a range without brackets, such as '30 to 40'")
    if (parts["to"] == "and") != (parts["span"].strip() == "between"):
        raise Unreadable("a range such as 'between 30 and 40' or '30 to 40'")
    if growth_of(parts) and parts["unit"] and parts["to"] in ("to", "至", "到"):
        raise Unreadable(
            "'up 5 to 20 percent' for a range: 'up 5% to 20%' may name the level reached"
        )


def _shared(start: Amount, end: Amount) -> tuple[Amount, Amount]:
    """Give the first number the scale and unit that are printed once, after the second."""
    if not start.unit:
        start = start._replace(scale=start.scale or end.scale, unit=end.unit)
    start = start._replace(money=start.money or end.money)
    return start, end._replace(
        money=end.money or start.money, hundredths=end.hundredths or start.hundredths
    )


def _end(parts: Parts, group: str, of: Quantity) -> tuple[Interval, Interval]:
    """Return one end of a range as printed, and with half a digit to either side."""
    value = of.number.count * (-PART if "-" in printed_sign(parts, group) else PART)
    return interval(of, around(value, 0)), interval(of, around(value, PART // 2))
