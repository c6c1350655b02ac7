"""Slips in the words around a number: its scale, its sign, its currency."""

import re
from collections.abc import Iterator, Sequence

from schemas.slips import Repair, Slip

SCALES: Sequence[Sequence[str]] = (
    ("thousand", "million", "billion", "trillion"),
    ("k", "mln", "bln", "trln"),
    ("m", "bn", "tn"),
    ("千", "万", "百万", "千万", "亿", "万亿"),
    ("千", "萬", "百萬", "千萬", "億", "萬億", "兆"),
)
CURRENCIES: Sequence[Sequence[str]] = (
    (" yuan", " US dollars", " U.S. dollars", " dollars"),
    ("RMB", "US$", "NT$", "RM", "$", "HK$", "¥"),
    ("CNY", "USD", "TWD"),
    ("元", "美元"),
)
SIGNS: Sequence[Sequence[str]] = (
    ("up", "down"),
    ("rising", "falling"),
    ("rose", "fell"),
    ("rise", "fall"),
    ("grew", "fell"),
    ("growing", "dropping"),
    ("growth", "decline"),
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("increasing", "decreasing"),
    ("增长", "下降"),
    ("增長", "下降"),
    ("成长", "衰退"),
    ("成長", "衰退"),
    ("增加", "减少"),
    ("提高", "下降"),
)
NUMBER = re.compile(r"\d")


def word_repairs(printed: str, scales: Sequence[str] = ()) -> Iterator[Repair]:
    """Yield the repairs of slips in words; `scales` are the source's, for a number without one."""
    yield from _exchanged(printed, SCALES, Slip.SCALE)
    yield from _exchanged(printed, CURRENCIES, Slip.CURRENCY)
    yield from _exchanged(printed, SIGNS, Slip.SIGN)
    yield from _signs(printed)
    end = printed.rstrip()
    if end and end[-1].isdigit():
        for scale in scales:
            space = " " if scale.isascii() else ""
            yield Repair(f"{end}{space}{scale}", Slip.SCALE, 4)


def _exchanged(printed: str, rows: Sequence[Sequence[str]], slip: Slip) -> Iterator[Repair]:
    for row in rows:
        found = _longest(printed, row)
        if found is None:
            continue
        place, word = found
        for other in row:
            if other != word:
                text = printed[:place] + other + printed[place + len(word) :]
                yield Repair(text, slip, len(row) - 1)


def _longest(printed: str, row: Sequence[str]) -> tuple[int, str] | None:
    """Find the longest word of a row that stands in the text as a word of its own."""
    for word in sorted(row, key=len, reverse=True):
        letters = r"(?<![A-Za-z$])" if word[0].isalpha() and word.isascii() else ""
        after = r"(?![A-Za-z])" if word[-1].isalpha() and word.isascii() else ""
        match = re.search(letters + re.escape(word) + after, printed)
        if match:
            return match.start(), word
    return None


def _signs(printed: str) -> Iterator[Repair]:
    text = printed.strip()
    if text.startswith(("-", "−")):
        yield Repair(text[1:], Slip.SIGN, 1)
    elif text.startswith("(") and text.endswith(")"):
        yield Repair(text[1:-1], Slip.SIGN, 1)
    elif NUMBER.match(text):
        yield Repair(f"-{text}", Slip.SIGN, 1)
        yield Repair(f"({text})", Slip.SIGN, 1)
