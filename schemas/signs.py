"""What the words and signs around a number make of it: qualifier, sign, and unit of growth."""

from collections.abc import Mapping

from schemas.number_words import CHINESE_SCALES
from schemas.printed_numbers import Unreadable
from schemas.qualifiers import AFTER, BEFORE, GROWTH_AFTER, INNER
from schemas.units import TIMES_MORE, is_currency

Parts = Mapping[str, str]
_LONE_SCALES = ("万", "亿", "万亿")


def qualifier_of(parts: Parts) -> str:
    """Return the one kind of qualifier in the text, empty for none."""
    words = [(BEFORE, "before"), (BEFORE, "within"), (INNER, "many"), (INNER, "many_after")]
    kinds = {table[parts[name]] for table, name in [*words, (AFTER, "after")] if parts[name]}
    if len(kinds) > 1:
        raise Unreadable("one qualifier: 'about' and 'more than' of one number contradict")
    return kinds.pop() if kinds else ""


def refuse_lone_scale(parts: Parts) -> None:
    """Refuse a scale word without a number, but after a Chinese qualifier: 近万家, 突破万亿元.

    A table's dash before its unit, -亿元, is no number.
    """
    if CHINESE_SCALES.keys().isdisjoint((parts["number"], parts["number2"])):
        return
    words = parts["before"] + parts["within"] + parts["many"]
    scales = parts["number"] + parts["scale"] + parts["rest"]
    if words.isascii() or printed_sign(parts, "") or parts["number2"] or scales not in _LONE_SCALES:
        raise Unreadable("a number before its scale word, such as '1万亿元'")


def is_negative(parts: Parts, qualifier: str, unit: str) -> bool:
    """Say whether one of a minus, a word of decline, or brackets turns the number round."""
    minus = "-" in printed_sign(parts, "") and not parts["number2"]
    if bool(parts["open"]) != bool(parts["close"]):
        raise Unreadable("both brackets or none, such as '(13.72%)'")
    marks = minus + bool(parts["open"]) + (growth_of(parts) < 0)
    if marks > 1:
        raise Unreadable("one sign of decline, such as '-5%' or 'down 5 percent', not two")
    if parts["open"] and (is_currency(unit) or parts["growth"] or parts["growth_after"]):
        raise Unreadable(
            "money or growth without brackets: '($3 billion)' may repeat a sum or be a loss"
        )
    if (minus or parts["open"]) and qualifier not in ("", "about"):
        raise Unreadable(
            "a bound of a negative number in words, such as 'down more than 5 percent'"
        )
    return marks == 1


def printed_sign(parts: Parts, group: str) -> str:
    """Return the sign before a number, or between its currency and the number."""
    return parts["sign" + group] + parts["inner_sign" + group]


def growth_of(parts: Parts) -> int:
    """Return 1 for growth, -1 for decline and 0 for a level, which 'rose to 20' is as well."""
    words = [parts[name] for name in ("growth", "growth_after") if parts[name]]
    if len(words) > 1:
        raise Unreadable("one word of growth, such as 'up 14.6 percent'")
    return GROWTH_AFTER[words[0]] if words and not parts["reached"] else 0


def unit_of_growth(parts: Parts, unit: str) -> str:
    """Return the reading's unit: none for multiples, percent where 倍 was added."""
    if unit != "times":
        return unit
    growth = growth_of(parts)
    if not growth:
        return ""
    if growth < 0 or parts["unit"] != TIMES_MORE:
        raise Unreadable("growth in percent: 'rose 3 times' may be by 200 or by 300 percent")
    return "percent"
