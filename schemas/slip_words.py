"""The words that are taken for one another in printed figures."""

from collections.abc import Sequence

ENGLISH = ("thousand", "million", "billion", "trillion")
# Neighbours in a row are taken for one another; each row is one way of writing.
SCALES: Sequence[Sequence[str]] = (
    ENGLISH,
    ("k", "mln", "bln", "trln"),
    ("mil", "bil"),
    ("m", "bn", "tn"),
    ("万", "亿", "万亿"),
    ("萬", "億", "兆"),
    ("億", "萬億"),
    ("万", "百万"),
    ("亿", "千万", "十亿"),
    # A translator's slips: what one language counts in, taken for the other's.
    ("亿", " billion"),
    ("億", " billion"),
    ("万", " million"),
    ("萬", " million"),
)
LOST_SCALES = (*(f" {word}" for word in ENGLISH), "万", "亿", "万亿", "萬", "億", "兆")
CURRENCIES: Sequence[Sequence[str]] = (
    (" yuan", " US dollars", " U.S. dollars", " dollars", " USD", " RMB", " euros"),
    ("RMB", "US$", "NT$", "RM", "$", "HK$", "¥"),
    ("CNY", "USD", "TWD", "EUR"),
    ("元", "美元", "港元"),
)
LOST_CURRENCIES = ("$", "US$", "NT$", "RM", "RMB")
SIGNS: Sequence[Sequence[str]] = (
    *(("up", "down"), ("rising", "falling"), ("rose", "fell"), ("rise", "fall"), ("rise", "drop")),
    *(("grew", "fell"), ("growing", "falling"), ("growing", "dropping"), ("growth", "decline")),
    *(("increase", "decrease"), ("increased", "decreased"), ("increasing", "decreasing")),
    *(("增长", "下降"), ("增長", "下降"), ("成长", "衰退"), ("成長", "衰退"), ("增加", "减少")),
    *(("提高", "下降"), ("提升", "下降")),
)
