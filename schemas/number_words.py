"""The words for numbers, English and Chinese, and the pattern that finds a printed number."""

from schemas.units import by_spelling, spellings

_ONES = spellings("one two three four five six seven eight nine")
_TEENS = spellings(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = spellings("twenty thirty forty fifty sixty seventy eighty ninety")
# `a` is one only before a scale word: a billion.
ENGLISH = (
    {word: number for number, word in enumerate([*_ONES, *_TEENS], start=1)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    | {"a": 1}
)
CHINESE_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
CHINESE_PLACES = {"十": 10, "百": 100, "千": 1000}
PARTS = by_spelling(
    {
        2: "half halves",
        3: "third thirds",
        4: "quarter quarters fourth fourths",
        5: "fifth fifths",
        6: "sixth sixths",
        7: "seventh sevenths",
        8: "eighth eighths",
        9: "ninth ninths",
        10: "tenth tenths",
    }
)
HALVES = ("half", "半数", "一半", "半")
# Alone before what is counted, as a closing 百 or 千 may stand: 近万家, 突破万亿元.
CHINESE_SCALES = {"万": 4, "亿": 8}
MULTIPLES = by_spelling(
    {
        2: "doubled double doubles doubling 翻番 翻一番",
        3: "tripled triple triples tripling",
        4: "quadrupled quadruple 翻两番",
    }
)


def one_of(words: list[str]) -> str:
    """Build the alternatives of a pattern, every word before its own beginning."""
    return "|".join(sorted(words, reverse=True))


_DIGIT = "[一二两三四五六七八九]"
_UP_TO_99 = f"(?:{_DIGIT}?十{_DIGIT}?|{_DIGIT})"
_AFTER_HUNDREDS = f"(?:{_DIGIT}十{_DIGIT}?|零{_DIGIT})?"
_AFTER_THOUSANDS = f"(?:{_DIGIT}百{_AFTER_HUNDREDS}|零{_UP_TO_99})?"
_CHINESE = f"(?:{_DIGIT}?千{_AFTER_THOUSANDS}|{_DIGIT}?百{_AFTER_HUNDREDS}|{_UP_TO_99})"
# After a scale word 零 stands for places left out: 一万零五百.
CHINESE_REST = f"零?{_CHINESE}"
_UNITS = f"(?:[- ](?:{one_of(_ONES)}))?"

DECIMAL = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
ENGLISH_PART = f"(?:{one_of([*ENGLISH])})[- ](?:{one_of([*PARTS])})"
FRACTION = r"[1-9][0-9]?/[1-9][0-9]?"
CHINESE_PART = f"{_UP_TO_99}分之{_UP_TO_99}"
TENTHS = rf"(?:[1-9](?:\.[0-9])?|{_DIGIT})成(?:{_DIGIT}|半)?"
# The longer alternative stands before its own beginning: the first that fits is taken.
NUMBER = "|".join(
    [
        FRACTION,
        TENTHS,
        DECIMAL,
        CHINESE_PART,
        *HALVES,
        one_of([*MULTIPLES]),
        ENGLISH_PART,
        f"(?:{one_of(_TENS)}){_UNITS}",
        one_of([*ENGLISH]),
        _CHINESE,
        *CHINESE_SCALES,
    ]
)
