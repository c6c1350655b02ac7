"""Slips in the words beside a number: its scale, its currency, its sign, percent and points."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

Pair = tuple[str, str]

THOUSANDS = (("thousand", "million"), ("million", "billion"), ("billion", "trillion"))
SHORT = (("bn", "tn"), ("mln", "bln"), ("bln", "trln"))
MYRIADS = (("万", "亿"), ("亿", "万亿"), ("萬", "億"), ("億", "兆"), ("億", "萬億"))
LOST_MYRIAD = (("万", ""), ("萬", ""), ("万亿", "亿"), ("萬億", "億"))
MYRIADS_TWICE = (("万", "万亿"), ("萬", "兆"), ("亿", ""), ("億", ""))
LANGUAGES = (("亿", " billion"), ("億", " billion"), ("万", " million"), ("萬", " million"))
LOST = ("thousand", "million", "billion", "trillion", "bn", "tn", "万亿", "萬億", "兆", "亿", "億")
CURRENCIES: Sequence[Sequence[str]] = (
    ("US$", "NT$", "RMB", "RM", "¥", "HK$"),
    ("$", "¥", "RMB"),
    ("yuan", "US dollars", "dollars"),
    ("CNY", "USD", "EUR"),
    ("RMB", "USD"),
    ("元", "美元"),
)
SIGNS = (
    *(("up", "down"), ("rise", "fall"), ("rose", "fell"), ("rising", "falling")),
    *(("increase", "decrease"), ("increased", "decreased"), ("increasing", "decreasing")),
    *(("growth", "decline"), ("grew", "fell"), ("growing", "falling"), ("rise", "drop")),
    *(("增长", "下降"), ("增長", "下降"), ("成長", "衰退"), ("成长", "衰退"), ("提高", "下降")),
)
POINTS = (
    *(("percent", "percentage points"), ("%", " percentage points"), ("%", "个百分点")),
    *(("percentage points", "percent"), ("个百分点", "%"), ("個百分點", "%")),
)
LETTER = r"[A-Za-z]"
# Where a scale could stand between a number and its Chinese unit.
NO_SCALE = r"(?<=\d)(?=[元人家件项項个個])"


def exchanged(printed: str, pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield the texts in which the first word of a pair is exchanged for the second, once."""
    for old, new in pairs:
        match = re.search(_word(old) if old else NO_SCALE, printed, re.IGNORECASE)
        if match:
            like = new.capitalize() if match.group()[:1].isupper() and old.islower() else new
            yield (printed[: match.start()] + like + printed[match.end() :]).strip()


def both_ways(pairs: Sequence[Pair]) -> list[Pair]:
    return [*pairs, *((new, old) for old, new in pairs)]


def _word(word: str) -> str:
    before = rf"(?<!{LETTER})(?<!\$)" if word[0].isalpha() and word.isascii() else ""
    before = rf"(?<!{LETTER})" if word == "$" else before
    after = rf"(?!{LETTER})" if word[-1].isalpha() and word.isascii() else ""
    # 亿 in 万亿 and 元 in 美元 are no words of their own.
    inside = {"亿": "(?<!万)", "億": "(?<!萬)", "元": "(?<!美)", "万": "(?!亿)", "萬": "(?!億)"}
    if word in ("万", "萬"):
        return re.escape(word) + inside[word]
    return before + inside.get(word, "") + re.escape(word) + after


def scale_lost(printed: str) -> Iterator[str]:
    for word in LOST:
        match = re.search(r"\s?" + _word(word), printed)
        if match:
            yield printed[: match.start()] + printed[match.end() :]
            return


def other_currency(printed: str) -> Iterator[str]:
    for row in CURRENCIES:
        yield from exchanged(printed, list(permutations(row, 2)))


def other_sign(printed: str) -> Iterator[str]:
    """Turn a word of growth round, put a minus before a bare number, or take it away."""
    yield from exchanged(printed, both_ways(SIGNS))
    if printed.startswith(("-", "−")):
        yield printed[1:]
    elif printed.startswith("(") and printed.endswith(")"):
        yield printed[1:-1]
    elif printed[:1].isdigit():
        yield f"-{printed}"


def percent_or_points(printed: str) -> Iterator[str]:
    yield from exchanged(printed, POINTS)
